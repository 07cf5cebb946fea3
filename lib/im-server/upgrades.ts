import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { refuseSocket } from "./refuse-socket";

/** Whether a request wants the one protocol beside HTTP that is spoken here. */
export function wantsWebSocket({ headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === "websocket";
}

/** Headers that speak of the upgrade alone. */
const ofUpgrade = new Set(["upgrade", "http2-settings"]);
/** Names and values. Of many more, node drops some: the length of the body may be among them. */
const MAX_RAW_HEADERS = 1000;

/**
 * Answers a request that wants another protocol than ours as if it had not asked, as RFC 9110 (7.8) has it: clients
 * offer HTTP/2 in this way, Java's by default. From 22.21 and 24.9 on, node asks before it hands a connection over; an
 * older one gets it back here, with the same request without the offer before what has not been read. Its parser reads
 * all of that anew: there is one opinion on where the request ends.
 */
export function ignoreUpgrade(server: Server, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const { rawHeaders } = request;
  if (rawHeaders.length > MAX_RAW_HEADERS) {
    socket.on("error", () => socket.destroy());
    refuseSocket(socket, "431 Request Header Fields Too Large", "Too many headers.");
    return;
  }
  // Requests before this one that have no answer yet would never have one: nobody sends them so.
  if (Reflect.get(socket, "_httpMessage")) {
    socket.destroy();
    return;
  }
  const lines = [`${request.method} ${request.url} HTTP/${request.httpVersion}`];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const [name = "", value = ""] = rawHeaders.slice(index, index + 2);
    const key = name.toLowerCase();
    if (ofUpgrade.has(key)) continue;
    lines.push(`${name}: ${key === "connection" ? withoutUpgrade(value) : value}`);
  }
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"), head]));
  server.emit("connection", socket);
}

function withoutUpgrade(connection: string): string {
  const options = connection.split(",").map((option) => option.trim());
  return options.filter((option) => !ofUpgrade.has(option.toLowerCase())).join(", ");
}
