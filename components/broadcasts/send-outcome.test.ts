import { describe, expect, it } from "vitest";
import { ApiError } from "@/lib/queries/api-error";
import { isDefinite } from "./send-outcome";

const failure = (code: string, status: number) =>
  new ApiError({ code, status, message: "", fault: "server" });

describe("isDefinite", () => {
  it("trusts answers, not silence", () => {
    expect(isDefinite(failure("upstream_rejected", 422))).toBe(true);
    expect(isDefinite(failure("rate_limited", 429))).toBe(true);
    expect(isDefinite(failure("upstream_unavailable", 503))).toBe(true);
    for (const code of ["offline", "unsettled", "unknowable", "internal", "http_502"]) {
      expect(isDefinite(failure(code, 502))).toBe(false);
    }
    expect(isDefinite(new TypeError("x"))).toBe(false);
    expect(isDefinite(failure("internal", 500), true)).toBe(true);
    expect(isDefinite(failure("unsettled", 202), true)).toBe(false);
  });
});
