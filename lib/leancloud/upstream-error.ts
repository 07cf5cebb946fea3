import "server-only";

type UpstreamErrorKind =
  /** Understood and refused; `leancloudCode` says why. */
  | "rejected"
  /** The app id or a key was refused. */
  | "unauthorized"
  | "rate-limited"
  /** No connection, or a 5xx answer. */
  | "unavailable"
  | "timeout"
  /** An answer came that is not LeanCloud's. */
  | "unreadable"
  /** The address is not one the console may call. */
  | "address-refused";

/** A call to an IM server that did not succeed. Messages never hold keys. */
export class UpstreamError extends Error {
  override readonly name = "UpstreamError";
  readonly kind: UpstreamErrorKind;
  readonly status: number | null;
  readonly leancloudCode: number | null;
  /** Seconds. */
  readonly retryAfter: number | null;
  /** Whether the server may have got the request: then nobody knows if it was carried out. */
  readonly requestLeft: boolean;

  constructor(
    kind: UpstreamErrorKind,
    message: string,
    more: {
      status?: number;
      leancloudCode?: number;
      retryAfter?: number | null;
      requestLeft?: boolean;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: more.cause });
    this.kind = kind;
    this.status = more.status ?? null;
    this.leancloudCode = more.leancloudCode ?? null;
    this.retryAfter = more.retryAfter ?? null;
    this.requestLeft = more.requestLeft ?? false;
  }

  /** True when the call may have been carried out although no answer says so. */
  get isOutcomeUnknown(): boolean {
    return this.requestLeft;
  }

  /** The same failure of a call that was made before, and may have been carried out then: no answer came. */
  afterLostAnswer(): UpstreamError {
    return new UpstreamError(this.kind, this.message, {
      status: this.status ?? undefined,
      leancloudCode: this.leancloudCode ?? undefined,
      retryAfter: this.retryAfter,
      requestLeft: true,
      cause: this,
    });
  }
}
