import { describe, expect, it } from "vitest";
import { newClients } from "./new-clients";

describe("newClients", () => {
  it("tells who is not on the list yet", () => {
    expect(newClients(["tom"], ["tom", "jerry"], "", 500)).toEqual({
      fresh: ["jerry"],
      repeated: 1,
      isReady: true,
    });
  });
  it("counts what is typed and not taken over yet", () => {
    expect(newClients(["tom"], [], "spike", 500)).toMatchObject({ fresh: ["spike"], isReady: true });
    expect(newClients([], ["a"], "b; a c", 500)).toMatchObject({ fresh: ["a", "b", "c"], isReady: true });
  });
  it("waits for somebody to add, for room and for ids that can be ids", () => {
    expect(newClients(["tom"], ["tom"], " ", 500).isReady).toBe(false);
    expect(newClients(["tom"], ["a", "b"], "", 2).isReady).toBe(false);
    expect(newClients([], ["a"], "x".repeat(65), 500)).toMatchObject({ fresh: ["a"], isReady: false });
  });
});
