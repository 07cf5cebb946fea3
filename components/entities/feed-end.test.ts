import { describe, expect, it } from "vitest";
import { feedEnd } from "./feed-end";

describe("feedEnd", () => {
  it("loads on by itself while there is something to show", () => {
    expect(feedEnd({ pageSizes: [60], hasMore: true, isFiltered: false })).toBe("auto");
    expect(feedEnd({ pageSizes: [0, 2], hasMore: true, isFiltered: true })).toBe("auto");
  });
  it("asks after a look that found nothing", () => {
    expect(feedEnd({ pageSizes: [3, 0], hasMore: true, isFiltered: true })).toBe("ask");
  });
  it("ends where the server has no more", () => {
    expect(feedEnd({ pageSizes: [], hasMore: false, isFiltered: true })).toBe("end");
  });
});
