import { describe, expect, it } from "vitest";
import { dayProblem, isFiltered, noFilters, toQuery } from "./history-filters";

describe("history filters", () => {
  it("asks for whole days of the viewer's zone", () => {
    const query = toQuery(
      { from: " Tom ", kind: "image", since: "2026-11-01", until: "2026-11-01" },
      "Asia/Shanghai",
    );
    expect(query).toEqual({
      from: "Tom",
      kind: "image",
      since: Date.UTC(2026, 9, 31, 16),
      until: Date.UTC(2026, 10, 1, 16) - 1,
    });
  });
  it("leaves out what says nothing", () => {
    expect(toQuery(noFilters, "UTC")).toEqual({});
    expect(isFiltered(noFilters)).toBe(false);
    expect(isFiltered({ ...noFilters, from: "  " })).toBe(false);
    expect(isFiltered({ ...noFilters, kind: "text" })).toBe(true);
  });
  it("names the day that is wrong", () => {
    expect(dayProblem({ since: "yesterday", until: "" })).toBe("since");
    expect(dayProblem({ since: "", until: "2026-13-01" })).toBe("until");
    expect(dayProblem({ since: "2026-11-02", until: "2026-11-01" })).toBe("order");
    expect(dayProblem({ since: "2026-11-01", until: "2026-11-01" })).toBeNull();
  });
});
