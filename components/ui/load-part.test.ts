import { describe, expect, it, vi } from "vitest";
import { loadPart } from "./load-part";

const missing = new Error("Failed to load chunk");

describe("loadPart", () => {
  it("asks again while the console does not answer, and gives the part once it does", async () => {
    const load = vi
      .fn<() => Promise<string>>()
      .mockRejectedValueOnce(missing)
      .mockRejectedValueOnce(missing)
      .mockResolvedValue("part");
    const pause = vi.fn(async () => undefined);
    await expect(loadPart(load, { isAnswering: async () => false, pause })).resolves.toBe("part");
    expect(pause).toHaveBeenCalledTimes(2);
  });

  it("asks once more when the connection was only gone for a moment", async () => {
    const load = vi.fn<() => Promise<string>>().mockRejectedValueOnce(missing).mockResolvedValue("part");
    const pause = vi.fn(async () => undefined);
    await expect(loadPart(load, { isAnswering: async () => true, pause })).resolves.toBe("part");
    expect(pause).not.toHaveBeenCalled();
  });

  it("fails when the console answers and the part is not there", async () => {
    const load = vi.fn<() => Promise<string>>().mockRejectedValue(missing);
    await expect(
      loadPart(load, { isAnswering: async () => true, pause: async () => undefined }),
    ).rejects.toBe(missing);
    expect(load).toHaveBeenCalledTimes(2);
  });
});
