import { isApiError } from "@/lib/queries/api-error";
import { isUncertain } from "@/lib/queries/operations/is-uncertain";

/**
 * Whether a failure says for certain that nothing was sent. If not (no answer, a console that broke in between, an
 * outcome that stayed unknown), only the same operation may be tried again: the console never repeats one.
 * After an earlier try only the operation's own outcome is certain: a refusal may be of this try alone.
 */
export function isDefinite(error: unknown, isFirstTry: boolean): boolean {
  if (!isApiError(error) || error.code === "unknowable") return false;
  return (error.isRecorded || isFirstTry) && !isUncertain(error);
}
