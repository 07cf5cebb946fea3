import { isApiError } from "@/lib/queries/api-error";
import { isUncertain } from "@/lib/queries/operations/is-uncertain";

/**
 * Whether a failure says for certain that nothing was sent. If not (no answer, a console that broke in between, an
 * outcome that stayed unknown), only the same operation may be tried again: the console never repeats one.
 * `isRecorded`: the failure was read from the operation itself, so even an internal one is final.
 */
export function isDefinite(error: unknown, isRecorded = false): boolean {
  if (isApiError(error, "unknowable")) return false;
  if (isApiError(error, "internal")) return isRecorded;
  return !isUncertain(error);
}
