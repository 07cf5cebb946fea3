/** Whose fault a failed call is. */
export type ApiFault = "you" | "parley" | "server";

/** A failed call to the console's API. `code` is `offline` when no answer came. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: string;
  readonly status: number;
  readonly fault: ApiFault;
  readonly requestId: string | undefined;
  /** Field errors under `fields`, the upstream's code, the missing permission … */
  readonly details: Record<string, unknown> | undefined;
  /** Seconds to wait, where the answer said so. */
  readonly retryAfter: number | undefined;
  /** Of a change: the operation's recorded outcome, and no refusal of this try alone. */
  readonly isRecorded: boolean;

  constructor(input: {
    code: string;
    message: string;
    status: number;
    fault: ApiFault;
    requestId?: string;
    details?: Record<string, unknown>;
    retryAfter?: number;
    isRecorded?: boolean;
  }) {
    super(input.message);
    this.code = input.code;
    this.status = input.status;
    this.fault = input.fault;
    this.requestId = input.requestId;
    this.details = input.details;
    this.retryAfter = input.retryAfter;
    this.isRecorded = input.isRecorded ?? false;
  }
}

/** Narrows an unknown rejection to an ApiError, optionally with a given code. */
export function isApiError(error: unknown, code?: string): error is ApiError {
  return error instanceof ApiError && (code === undefined || error.code === code);
}

/** The API's words about each field, by path; empty when the error is of another kind. */
export function fieldErrors(error: unknown): Record<string, string> {
  const fields = error instanceof ApiError ? error.details?.fields : undefined;
  if (typeof fields !== "object" || fields === null) return {};
  return Object.fromEntries(Object.entries(fields).filter((entry) => typeof entry[1] === "string"));
}

/** Told by the text alone: what was typed wrong, and a session that has ended. */
const plainCodes = ["bad_request", "unauthenticated"];

/** Whether whoever looks into an error would want to know its request. */
export function isQuotable(error: unknown): error is ApiError & { requestId: string } {
  return error instanceof ApiError && Boolean(error.requestId) && !plainCodes.includes(error.code);
}
