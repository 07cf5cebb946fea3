import { describe, expect, it } from "vitest";
import { ApiError } from "@/lib/queries/api-error";
import { isDefinite } from "./send-outcome";

const failure = (code: string, status: number, isRecorded = false) =>
  new ApiError({ code, status, message: "", fault: "server", isRecorded });

describe("isDefinite", () => {
  it("trusts answers, not silence", () => {
    expect(isDefinite(failure("upstream_rejected", 422), true)).toBe(true);
    expect(isDefinite(failure("rate_limited", 429), true)).toBe(true);
    expect(isDefinite(failure("upstream_unavailable", 503), true)).toBe(true);
    for (const code of ["offline", "unsettled", "unknowable", "internal", "http_502"]) {
      expect(isDefinite(failure(code, 502), true)).toBe(false);
    }
    expect(isDefinite(new TypeError("x"), true)).toBe(false);
  });

  it("after an earlier try trusts what was recorded of it, and no refusal to be asked", () => {
    expect(isDefinite(failure("internal", 500, true), false)).toBe(true);
    expect(isDefinite(failure("upstream_rejected", 422, true), false)).toBe(true);
    expect(isDefinite(failure("unsettled", 202), false)).toBe(false);
    expect(isDefinite(failure("unknowable", 503, true), false)).toBe(false);
    expect(isDefinite(failure("unauthenticated", 401), false)).toBe(false);
    expect(isDefinite(failure("upstream_unavailable", 503), false)).toBe(false);
  });
});
