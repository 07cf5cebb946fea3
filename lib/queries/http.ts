import { ApiError, type ApiFault } from "./api-error";
import { reportAnswer } from "./connection";
import { newOperationId } from "./operation-id";

export { ApiError, isApiError } from "./api-error";

interface ReadOptions {
  signal?: AbortSignal;
  /** Appended to the path; empty values are left out, arrays repeat the name. */
  query?: Record<string, unknown>;
}

interface ChangeOptions extends ReadOptions {
  /** The operation's id; the same one must be given again when the same intent is retried. */
  operationId?: string;
  /** Let it arrive although the page is being left. */
  keepalive?: boolean;
}

/** Reads JSON from the console's API. Throws ApiError; an abort is rethrown as it is. */
export function apiGet<T>(path: string, options: ReadOptions = {}): Promise<T> {
  return request<T>("GET", path, undefined, options);
}

/** Sends a change; the `Idempotency-Key` header carries the operation id. */
export function apiPost<T>(path: string, body?: unknown, options: ChangeOptions = {}): Promise<T> {
  return request<T>("POST", path, body ?? {}, options);
}

/** See apiPost. */
export function apiPatch<T>(path: string, body: unknown, options: ChangeOptions = {}): Promise<T> {
  return request<T>("PATCH", path, body, options);
}

/** See apiPost. */
export function apiPut<T>(path: string, body: unknown, options: ChangeOptions = {}): Promise<T> {
  return request<T>("PUT", path, body, options);
}

/** See apiPost; a body is optional. */
export function apiDelete<T>(path: string, body?: unknown, options: ChangeOptions = {}): Promise<T> {
  return request<T>("DELETE", path, body, options);
}

/** Path with its query string, values encoded. */
export function withQuery(path: string, query: Record<string, unknown> | undefined): string {
  if (!query) return path;
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === "") continue;
    if (Array.isArray(value)) for (const item of value) params.append(name, String(item));
    else params.append(name, String(value));
  }
  const text = params.toString();
  return text ? `${path}${path.includes("?") ? "&" : "?"}${text}` : path;
}

async function request<T>(method: string, path: string, body: unknown, options: ChangeOptions): Promise<T> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (method !== "GET") headers["idempotency-key"] = options.operationId ?? newOperationId();
  if (body !== undefined) headers["content-type"] = "application/json";
  let response: Response;
  try {
    response = await fetch(withQuery(path, options.query), {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: options.signal,
      credentials: "same-origin",
      keepalive: options.keepalive,
      cache: "no-store",
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    reportAnswer(false);
    throw new ApiError({
      code: "offline",
      message: "No answer from the console.",
      status: 0,
      fault: "parley",
    });
  }
  reportAnswer(true);
  if (!response.ok) throw await toApiError(response);
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

async function toApiError(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const error = isRecord(body) && isRecord(body.error) ? body.error : {};
  const details = isRecord(error.details) ? error.details : undefined;
  const retryAfter = Number(response.headers.get("retry-after") ?? details?.retryAfter ?? Number.NaN);
  return new ApiError({
    code: typeof error.code === "string" ? error.code : `http_${response.status}`,
    message: typeof error.message === "string" ? error.message : response.statusText,
    status: response.status,
    fault: toFault(error.fault, response.status),
    requestId:
      typeof error.requestId === "string"
        ? error.requestId
        : (response.headers.get("x-request-id") ?? undefined),
    details,
    retryAfter: Number.isFinite(retryAfter) ? retryAfter : undefined,
    isRecorded: response.headers.has("operation-recorded"),
  });
}

function toFault(value: unknown, status: number): ApiFault {
  if (value === "you" || value === "parley" || value === "server") return value;
  return status >= 400 && status < 500 ? "you" : "parley";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
