import { isApiError } from "../api-error";

/**
 * Whether a failure ends its operation, so that a new try is a new one. A refusal before anything was recorded (signed
 * out, a server that is away) does not: an earlier try under the same id may have been carried out, and the id
 * is still good if none was.
 */
export function isOver(error: unknown): boolean {
  return isApiError(error) && (error.isRecorded || error.code === "conflict");
}
