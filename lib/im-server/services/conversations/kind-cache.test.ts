import { describe, expect, it } from "vitest";
import { createKindCache } from "./kind-cache";

describe("createKindCache", () => {
  it("forgets what was used longest ago, and what was deleted", () => {
    const cache = createKindCache(2);
    cache.set("a", "normal");
    cache.set("b", "chatroom");
    expect(cache.get("a")).toBe("normal");
    cache.set("c", "service");
    expect(cache.get("b")).toBeUndefined();
    expect(cache.get("a")).toBe("normal");
    cache.delete("a");
    expect(cache.get("a")).toBeUndefined();
    expect(cache.get("c")).toBe("service");
  });
});
