import { expect, it } from "vitest";
import { ApiError, isQuotable } from "./api-error";

const failed = (code: string, requestId: string | undefined) =>
  new ApiError({ code, message: "", status: 500, fault: "parley", requestId });

it("has a request quoted wherever one might look into it, and not for what was typed wrong", () => {
  expect(isQuotable(failed("internal", "r-1"))).toBe(true);
  expect(isQuotable(failed("upstream_rejected", "r-1"))).toBe(true);
  expect(isQuotable(failed("bad_request", "r-1"))).toBe(false);
  expect(isQuotable(failed("unauthenticated", "r-1"))).toBe(false);
  expect(isQuotable(failed("offline", undefined))).toBe(false);
  expect(isQuotable(new TypeError("no"))).toBe(false);
});
