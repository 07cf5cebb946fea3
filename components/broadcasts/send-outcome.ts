import { ApiError } from "@/lib/queries/api-error";

/**
 * Whether a failure says for certain that nothing was sent. If not (no answer, a console that broke in between, an
 * outcome that stayed unknown), only the same operation may be tried again: the console never repeats one.
 * `isRecorded`: the failure was read from the operation itself, so even an internal one is final.
 */
export function isDefinite(error: unknown, isRecorded = false): boolean {
  if (!(error instanceof ApiError)) return false;
  if (["offline", "unsettled", "unknowable"].includes(error.code)) return false;
  if (error.code === "internal") return isRecorded;
  return !error.code.startsWith("http_5");
}
