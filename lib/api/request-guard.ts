import "server-only";
import { jsonDepth } from "@/lib/text/json-depth";
import { ApiFailure } from "./api-failure";
import type { ApiRequest } from "./call";

const maxBodyBytes = 2 * 1024 * 1024;
const maxDepth = 64;

/** Refuses changes that another site could have caused: they must come from a page of this origin, or of the public address. */
export function checkSameOrigin(request: ApiRequest, publicUrl: string): void {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") throw crossOrigin();
  const origin = request.headers.get("origin");
  const isOwn = origin === new URL(publicUrl).origin || (origin && hostOf(origin) === hostHeader(request));
  if (origin !== null && !isOwn) throw crossOrigin();
  if (site === null && origin === null) throw crossOrigin();
}

function crossOrigin(): ApiFailure {
  return new ApiFailure("forbidden", "Changes must come from the console's own pages (Origin header).", {
    reason: "cross-origin",
  });
}

function hostHeader(request: ApiRequest): string | null {
  const { headers } = request;
  return (
    headers.get("x-forwarded-host")?.split(",")[0]?.trim() ?? headers.get("host") ?? new URL(request.url).host
  );
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

/** The request's JSON body. Only `application/json` is read; a DELETE may have none. */
export async function readJsonBody(request: ApiRequest): Promise<unknown> {
  const text = await readText(request, maxBodyBytes);
  if (text === "" && request.method === "DELETE") return {};
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json")
    throw new ApiFailure("bad_request", "Content-Type must be application/json.");
  if (jsonDepth(text) > maxDepth) throw new ApiFailure("bad_request", "The body is nested too deeply.");
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiFailure("bad_request", "The body is not valid JSON.");
  }
}

/** The request's body. Throws `too_large` before more than `maxBytes` of it were taken in. */
export async function readText(request: ApiRequest, maxBytes: number): Promise<string> {
  const reader = request.body?.getReader();
  if (!reader) return "";
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks).toString("utf8");
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      throw new ApiFailure("too_large", "The body is too large.");
    }
    chunks.push(value);
  }
}
