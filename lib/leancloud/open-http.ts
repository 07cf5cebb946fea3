import "server-only";
import http from "node:http";
import https from "node:https";
import { type AddressPolicy, checkUrl, guardedLookup } from "./address-policy";
import { type HttpReply, type HttpRequest, requestOptions, unavailable } from "./send-http";
import { UpstreamError } from "./upstream-error";

const maxRefusalBytes = 64 * 1024;

/** A success to be read as it comes, or anything else with its text. */
type Opened = (HttpReply & { body: null }) | (HttpReply & { body: AsyncIterable<Buffer> });

/**
 * Opens an HTTP exchange whose reply goes on. It has a connection of its own, outside the pool of
 * calls. `timeoutMs` without a byte ends it. Throws UpstreamError, or the signal's reason.
 */
export function openHttp(policy: AddressPolicy, request: HttpRequest): Promise<Opened> {
  checkUrl(request.origin, policy);
  const { signal } = request;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const outgoing = (request.origin.protocol === "https:" ? https : http).request({
      ...requestOptions(request),
      agent: false,
      lookup: guardedLookup(policy),
      // Before there is a connection, too.
      timeout: request.timeoutMs,
    });
    const onAbort = () => outgoing.destroy();
    signal?.addEventListener("abort", onAbort, { once: true });
    outgoing.on("close", () => signal?.removeEventListener("abort", onAbort));
    outgoing.on("timeout", () => outgoing.destroy(silent()));
    outgoing.on("error", (error) => reject(failureOf(error, signal)));
    outgoing.on("response", (incoming) => {
      const { statusCode: status = 0, headers } = incoming;
      const body = chunksOf(incoming, signal);
      if (status === 200) return resolve({ status, headers, text: "", body });
      readRefusal(body).then(
        (text) => resolve({ status, headers, text, body: null }),
        (error: unknown) => reject(error),
      );
    });
    outgoing.end();
  });
}

async function* chunksOf(incoming: http.IncomingMessage, signal?: AbortSignal): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of incoming) yield chunk;
  } catch (error) {
    throw failureOf(error, signal);
  } finally {
    incoming.destroy();
  }
}

async function readRefusal(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > maxRefusalBytes) break;
  }
  return Buffer.concat(chunks).toString("utf8");
}

function silent(): UpstreamError {
  return new UpstreamError("timeout", "The server has fallen silent.");
}

function failureOf(error: unknown, signal?: AbortSignal): unknown {
  if (signal?.aborted) return signal.reason;
  if (error instanceof UpstreamError || !(error instanceof Error)) return error;
  return unavailable(error, true);
}
