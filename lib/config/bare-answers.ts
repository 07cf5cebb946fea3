import "server-only";
import { randomUUID } from "node:crypto";
import { request as ask, type IncomingMessage, type ServerResponse } from "node:http";
import type { ApiErrorBody } from "@/lib/contracts/common";
import { onEveryRequest } from "./on-every-request";
import { dataHeaders } from "./security-headers";

/**
 * Mends what Next answers barely: methods that a route of the API lacks get the API's shape and are told those it has,
 * TRACE of a page is refused, and an address that cannot be decoded is one that is not found: neither is a failure. Answers what ends it.
 */
export function dressBareAnswers(): () => void {
  return onEveryRequest((request, response) => {
    request.url = toReadable(request.url ?? "/");
    if (request.url.startsWith("/api/")) dress(request, response);
    else if (request.method === "TRACE") refuseTrace(response);
  });
}

/** The same address with U+FFFD for what in its path is no UTF-8. */
function toReadable(url: string): string {
  const [path = "", ...query] = url.split("?");
  const readable = path.replace(/(?:%[0-9a-f]{2})+|%/gi, (codes) => (canDecode(codes) ? codes : "%EF%BF%BD"));
  return [readable, ...query].join("?");
}

function canDecode(codes: string): boolean {
  try {
    decodeURIComponent(codes);
    return true;
  } catch {
    return false;
  }
}

function dress(request: IncomingMessage, response: ServerResponse): void {
  replaceEnd(response, (end, given) => {
    // Next makes nothing of TRACE.
    const isMethod = response.statusCode === 405 || request.method === "TRACE";
    if (!isMethod || response.headersSent || request.method === "OPTIONS") return end(...given);
    void allowedAt(request).then((allow) => {
      const requestId = randomUUID();
      refuse(response, allow, { "content-type": "application/json", "x-request-id": requestId });
      end(JSON.stringify(toBody(request.method ?? "", allow, requestId)));
    });
  });
}

function refuseTrace(response: ServerResponse): void {
  replaceEnd(response, (end, given) => {
    if (response.headersSent) return end(...given);
    refuse(response, "GET, HEAD", { "content-type": "text/plain; charset=utf-8" });
    end();
  });
}

function refuse(response: ServerResponse, allow: string | undefined, more: Record<string, string>): void {
  // What Next had said of the body that is not sent.
  for (const name of ["content-length", "etag"]) response.removeHeader(name);
  const headers = { ...dataHeaders({ isHttps: false }), "cache-control": "no-store", ...more };
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (allow) response.setHeader("allow", allow);
  response.statusCode = 405;
}

type End = (...given: unknown[]) => unknown;

function replaceEnd(response: ServerResponse, work: (end: End, given: unknown[]) => void): void {
  let end: End = response.end.bind(response) as End;
  const mended: End = (...given) => {
    work(end, given);
    return response;
  };
  let seen: unknown = end;
  // Next's compression puts an end of its own in front, which writes the head: what is mended stands before that.
  Object.defineProperty(response, "end", {
    configurable: true,
    get: () => seen,
    set: (next: End) => {
      end = next.bind(response);
      seen = mended;
    },
  });
}

/** Next knows a route's methods, and tells them to those who ask with OPTIONS. */
function allowedAt({ socket, url, headers }: IncomingMessage): Promise<string | undefined> {
  const { localAddress: host, localPort: port } = socket;
  return new Promise((resolve) => {
    ask({ host, port, method: "OPTIONS", path: url, headers: { host: headers.host } }, (answer) => {
      answer.resume();
      resolve(answer.headers.allow);
    })
      .on("error", () => resolve(undefined))
      .end();
  });
}

function toBody(method: string, allow: string | undefined, requestId: string): ApiErrorBody {
  return {
    error: {
      code: "bad_request",
      message: `${method} is not possible here${allow ? `: ${allow} are` : ""}.`,
      fault: "you",
      requestId,
    },
  };
}
