import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { refusalBody, refuseSocket } from "../refuse-socket";

const statuses: Partial<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
};
const MALFORMED = "Malformed request.";

/** Answers bytes that are no request, or not the whole of one in time, and closes their connection. */
export function refuseConnection(error: { code?: string }, socket: Socket): void {
  if (socket.writable) refuseSocket(socket, statuses[error.code ?? ""] ?? "400 Bad Request", MALFORMED);
}

/** Answers an `Expect` other than 100-continue, which node would refuse without a body. */
export function refuseExpectation(_request: IncomingMessage, response: ServerResponse): void {
  response
    .writeHead(417, { "content-type": "application/json", connection: "close" })
    .end(refusalBody(MALFORMED));
}
