import "server-only";
import { dataHeaders, isHttpsRequest } from "@/lib/config/security-headers";
import type { ApiErrorBody } from "@/lib/contracts/common";
import { type ApiFailure, failureKinds } from "./api-failure";

/** Answers as they were before they became bodies: who can send a text whole need not read a stream. */
const texts = new WeakMap<Response, string>();

/** What a response of `respondJson` says; undefined for others. */
export function wholeText(response: Response): string | undefined {
  return texts.get(response);
}

/** JSON that nobody keeps. */
export function respondJson(
  body: unknown,
  status: number,
  requestId: string,
  headers: Record<string, string> = {},
): Response {
  const text = JSON.stringify(body ?? null);
  const response = new Response(text, {
    status,
    headers: {
      "cache-control": "no-store",
      "content-type": "application/json",
      "x-request-id": requestId,
      ...headers,
    },
  });
  texts.set(response, text);
  return response;
}

/** Headers alone. */
export function respondHead(requestId: string): Response {
  return new Response(null, { headers: { "cache-control": "no-store", "x-request-id": requestId } });
}

/** The error as pages know it. */
export function presentFailure(failure: ApiFailure, requestId: string): ApiErrorBody["error"] {
  return {
    code: failure.code,
    message: failure.message,
    fault: failureKinds[failure.code].fault,
    requestId,
    ...(Object.keys(failure.details).length > 0 ? { details: failure.details } : {}),
  };
}

export function respondError(failure: ApiFailure, requestId: string): Response {
  return respondFailure(presentFailure(failure, requestId), requestId);
}

/** An error as pages know it, with its status and when to try again. */
export function respondFailure(
  error: ApiErrorBody["error"],
  requestId: string,
  headers: Record<string, string> = {},
): Response {
  const retryAfter = error.details?.retryAfter;
  const more: Record<string, string> =
    typeof retryAfter === "number" ? { "retry-after": String(retryAfter) } : {};
  return respondJson({ error }, failureKinds[error.code].status, requestId, { ...headers, ...more });
}

/** Puts on an answer of the API what each of them carries. */
export function setDataHeaders(response: Response, request: Parameters<typeof isHttpsRequest>[0]): Response {
  for (const [name, value] of Object.entries(dataHeaders({ isHttps: isHttpsRequest(request) }))) {
    response.headers.set(name, value);
  }
  return response;
}
