import { fieldErrors } from "@/lib/queries/api-error";

/** The error, as long as no field tells it. */
export function formError(error: unknown): unknown {
  return Object.keys(fieldErrors(error)).length > 0 ? null : error;
}
