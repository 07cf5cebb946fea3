import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import compression from "compression";
import { wholeText } from "../respond";

const compress = compression();

/** Sends a response of the web's kind, compressed for who reads that; resolves when it is sent, or its client has gone. */
export async function sendResponse(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  response: Response,
): Promise<void> {
  // Nothing is compressed for nobody.
  if (outgoing.destroyed) return response.body?.cancel();
  compress(incoming, outgoing, () => {});
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) outgoing.appendHeader(name, value);
  const text = wholeText(response);
  if (text !== undefined) outgoing.setHeader("content-length", Buffer.byteLength(text));
  if (text !== undefined || response.body === null) return void outgoing.end(text);
  const body = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0], {
    highWaterMark: 1,
  });
  // Who goes, or a body that breaks off, ends it; the client sees a cut connection, and the route knows.
  await pipeline(body, outgoing).catch(() => outgoing.destroy());
}
