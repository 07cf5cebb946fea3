import { describe, expect, it } from "vitest";
import { safeNext } from "./safe-next";

describe("safeNext", () => {
  it("keeps paths of the console", () => {
    expect(safeNext("/apps/a/conversations?q=x")).toBe("/apps/a/conversations?q=x");
  });
  it("never leaves the console", () => {
    for (const next of [
      "//evil.example",
      "/\\evil.example",
      "https://evil.example",
      "javascript:alert(1)",
      "",
    ]) {
      expect(safeNext(next)).toBe("/");
    }
    expect(safeNext(["/a", "/b"])).toBe("/");
    expect(safeNext(undefined)).toBe("/");
    expect(safeNext("/sign-in?next=/")).toBe("/");
  });
});
