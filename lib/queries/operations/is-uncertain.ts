import { isApiError } from "../api-error";

/**
 * Whether a failed change may have happened all the same: no answer came, or one that does not say. Then only the
 * same operation id may be sent again; after a certain failure a new try is a new operation. So it is when nobody will
 * ever know (`unknowable`): whoever has read that may do it again.
 */
export function isUncertain(error: unknown): boolean {
  if (!isApiError(error)) return true;
  return error.code === "offline" || error.code === "unsettled" || error.code.startsWith("http_5");
}
