import "server-only";
import http from "node:http";
import https from "node:https";
import { type AddressPolicy, checkUrl, guardedLookup } from "./address-policy";
import { UpstreamError } from "./upstream-error";

export type HttpRequest = {
  method: string;
  /** Scheme, host and port. */
  origin: URL;
  /** Sent as it is: already encoded. */
  path: string;
  headers: Record<string, string>;
  body?: string;
  timeoutMs: number;
  signal?: AbortSignal;
};
export type HttpReply = { status: number; headers: http.IncomingHttpHeaders; text: string };

const maxReplyBytes = 32 * 1024 * 1024;

/** Connections that are kept open, one pool for each policy, so that a pooled socket was always checked. */
export type HttpAgents = {
  http: http.Agent;
  https: https.Agent;
  policy: AddressPolicy;
  /** Addresses that were checked already; names are looked up and checked with every connection. */
  allowed: WeakSet<URL>;
};

export function createAgents(policy: AddressPolicy): HttpAgents {
  const options = { keepAlive: true, maxSockets: 64, lookup: guardedLookup(policy) };
  return { http: new http.Agent(options), https: new https.Agent(options), policy, allowed: new WeakSet() };
}

/**
 * One HTTP exchange: no redirect is followed, the reply is read whole within the time and size
 * allowed. Throws UpstreamError (`requestLeft` says whether bytes of it may have arrived), or the
 * signal's reason when it was aborted.
 */
export function sendHttp(agents: HttpAgents, request: HttpRequest): Promise<HttpReply> {
  const { origin, signal } = request;
  if (!agents.allowed.has(origin)) {
    checkUrl(origin, agents.policy);
    agents.allowed.add(origin);
  }
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const secure = origin.protocol === "https:";
    const outgoing = (secure ? https : http).request({
      ...requestOptions(request),
      agent: secure ? agents.https : agents.http,
    });
    let requestLeft = false;
    const fail = (error: unknown) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
      outgoing.destroy();
      reject(error);
    };
    const timer = setTimeout(
      () => fail(new UpstreamError("timeout", "No answer in time.", { requestLeft })),
      request.timeoutMs,
    );
    const onAbort = () => fail(signal?.reason);
    signal?.addEventListener("abort", onAbort, { once: true });
    const onFailure = (cause: Error) =>
      fail(cause instanceof UpstreamError ? cause : unavailable(cause, requestLeft));
    outgoing.on("socket", (socket) => {
      if (!socket.connecting) requestLeft = true;
      else socket.once(secure ? "secureConnect" : "connect", () => (requestLeft = true));
    });
    outgoing.on("error", onFailure);
    outgoing.on("response", (incoming) => {
      const chunks: Buffer[] = [];
      let size = 0;
      incoming.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > maxReplyBytes) {
          return fail(new UpstreamError("unreadable", "The answer is too large.", { requestLeft: true }));
        }
        chunks.push(chunk);
      });
      incoming.on("error", onFailure);
      incoming.on("aborted", () => onFailure(new Error("the answer was cut off")));
      incoming.on("end", () => {
        if (!incoming.complete) return onFailure(new Error("the answer was cut off"));
        clearTimeout(timer);
        signal?.removeEventListener("abort", onAbort);
        const text = Buffer.concat(chunks).toString("utf8");
        const reply = { status: incoming.statusCode ?? 0, headers: incoming.headers, text };
        // Only then is the connection free: a call that follows at once shall find it.
        outgoing.once("close", () => resolve(reply));
      });
    });
    outgoing.end(request.body);
  });
}

/** Where it goes and what it carries. */
export function requestOptions(request: HttpRequest): http.RequestOptions {
  const { origin } = request;
  return {
    hostname: origin.hostname.replace(/^\[|\]$/g, ""),
    port: origin.port || (origin.protocol === "https:" ? 443 : 80),
    method: request.method,
    path: request.path,
    headers: withLength(request),
  };
}

function withLength(request: HttpRequest): Record<string, string> {
  if (request.body === undefined) return request.headers;
  return { ...request.headers, "content-length": String(Buffer.byteLength(request.body)) };
}

/** What a failed connection is told as. */
export function unavailable(cause: Error, requestLeft: boolean): UpstreamError {
  const code = "code" in cause && typeof cause.code === "string" ? cause.code : cause.message;
  return new UpstreamError("unavailable", `No connection (${code}).`, { requestLeft, cause });
}
