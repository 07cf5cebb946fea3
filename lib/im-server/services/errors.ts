import { type ErrorCode, imErrorName, restErrorCodes } from "@/lib/protocol/error-codes";

/** What the IM server refuses, with LeanCloud's code. Each transport maps it to its own answer. */
export class ImError extends Error {
  override readonly name = "ImError";
  readonly code: ErrorCode;
  /** Set when a rate was exceeded: when the caller may try again, in milliseconds from now. */
  readonly retryAfter: number | null;

  /** `detail` is shown to the caller; codes with a constant name show the name before it. */
  constructor(code: ErrorCode, detail = "", options: { retryAfter?: number } = {}) {
    const name = imErrorName(code);
    super([name, detail].filter((part) => part !== null && part !== "").join(": "));
    this.code = code;
    this.retryAfter = options.retryAfter ?? null;
  }
}

/** A request that misses a parameter or has a wrong one (code 1). */
export function badRequest(detail: string): ImError {
  return new ImError(restErrorCodes.general, detail);
}
