import { isApiError } from "../api-error";

/**
 * Whether a failed change may have happened all the same: no answer came, or one that does not say. So it is not when
 * nobody will ever know (`unknowable`): whoever has read that may do it again.
 */
export function isUncertain(error: unknown): boolean {
  if (!isApiError(error)) return true;
  if (error.isRecorded) return error.code === "unsettled";
  return ["offline", "unsettled", "internal"].includes(error.code) || error.code.startsWith("http_5");
}
