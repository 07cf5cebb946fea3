import { ZodError } from "zod";
import { type ErrorCode, restErrorCodes } from "@/lib/protocol/error-codes";
import { FieldOpsError } from "@/lib/protocol/field-ops";
import { WhereError } from "@/lib/protocol/where";
import { ImError } from "../services/errors";
import { StoreError, type StoreErrorCode } from "../store/errors";

export type ErrorAnswer = {
  status: number;
  body: { code: number; error: string };
  headers: Record<string, string>;
  /** Not the caller's fault: to be logged. */
  isFault: boolean;
};

const statuses: Partial<Record<ErrorCode, number>> = {
  [restErrorCodes.unauthorized]: 401,
  [restErrorCodes.forbidden]: 403,
  [restErrorCodes.objectNotFound]: 404,
  [restErrorCodes.tooManyRequests]: 429,
};

const fieldOpsCodes: Record<FieldOpsError["code"], ErrorCode> = {
  malformed: restErrorCodes.incorrectType,
  "bad-key": restErrorCodes.invalidKey,
  "read-only": restErrorCodes.invalidKey,
  unsupported: restErrorCodes.incorrectType,
  "type-mismatch": restErrorCodes.incorrectType,
};

const storeAnswers: Record<StoreErrorCode, { status: number; code: ErrorCode } | null> = {
  "invalid-query": { status: 400, code: restErrorCodes.invalidQuery },
  "query-too-expensive": { status: 400, code: restErrorCodes.invalidQuery },
  "invalid-operation": { status: 400, code: restErrorCodes.incorrectType },
  "invalid-cursor": { status: 400, code: restErrorCodes.general },
  "not-found": { status: 400, code: 4401 },
  unavailable: null,
  closed: null,
  "newer-database": null,
  "broken-database": null,
  internal: null,
};

/** LeanCloud's answer to whatever went wrong. Unknown messages never leave the server. */
export function presentError(error: unknown): ErrorAnswer {
  if (error instanceof ImError) return presentImError(error);
  if (error instanceof ZodError) return refuse(400, restErrorCodes.general, describeZod(error));
  if (error instanceof WhereError) {
    const code = error.code === "bad-key" ? restErrorCodes.invalidKey : restErrorCodes.invalidQuery;
    return refuse(400, code, error.message);
  }
  if (error instanceof FieldOpsError) return refuse(400, fieldOpsCodes[error.code], error.message);
  if (error instanceof StoreError) {
    const answer = storeAnswers[error.code];
    if (answer) return presentStore(answer, error);
  }
  return presentHttpError(error) ?? fault();
}

function presentImError(error: ImError): ErrorAnswer {
  if (error.retryAfter === null) return refuse(statuses[error.code] ?? 400, error.code, error.message);
  const answer = refuse(429, error.code, error.message);
  answer.headers["retry-after"] = String(Math.ceil(error.retryAfter / 1000));
  return answer;
}

function presentStore(answer: { status: number; code: ErrorCode }, error: StoreError): ErrorAnswer {
  if (answer.code === 4401) return presentImError(new ImError(4401, "The conversation does not exist."));
  return refuse(answer.status, answer.code, error.message);
}

/** Errors of the HTTP layer: too large a body, a malformed URL and the like. */
function presentHttpError(error: unknown): ErrorAnswer | null {
  if (!(error instanceof Error) || !("statusCode" in error)) return null;
  const { statusCode } = error;
  if (typeof statusCode !== "number" || statusCode < 400 || statusCode > 499) return null;
  const message = statusCode === 413 ? "The request is too large." : "Malformed request.";
  return refuse(statusCode, restErrorCodes.general, message);
}

function fault(): ErrorAnswer {
  return { ...refuse(500, restErrorCodes.general, "Internal server error."), isFault: true };
}

function refuse(status: number, code: ErrorCode, message: string): ErrorAnswer {
  return { status, body: { code, error: message }, headers: {}, isFault: false };
}

function describeZod(error: ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return "Bad parameters.";
  const path = issue.path.map(String).join(".");
  const message = messageOf(issue);
  return path === "" ? message : `${path}: ${message}`;
}

/** Of a value that may be of several types, what is wrong with it as the one that it has. */
function messageOf(issue: ZodError["issues"][number]): string {
  if (issue.code !== "invalid_union") return issue.message;
  const [own] = issue.errors.flatMap(([first]) => (first && first.code !== "invalid_type" ? [first] : []));
  return own?.message ?? issue.message;
}
