import type { Duplex } from "node:stream";
import { restErrorCodes } from "@/lib/protocol/error-codes";

/** What every refusal says that is made before there is a request. */
export function refusalBody(error: string): string {
  return JSON.stringify({ code: restErrorCodes.general, error });
}

/** Answers over a bare connection, in LeanCloud's shape, and closes it. */
export function refuseSocket(socket: Duplex, status: string, error: string): void {
  const body = refusalBody(error);
  const head = [
    `HTTP/1.1 ${status}`,
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
  ];
  // A peer that does not close its side must not hold the socket.
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`, () => socket.destroy());
}
