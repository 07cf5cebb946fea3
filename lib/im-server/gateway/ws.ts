import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocket, WebSocketServer } from "ws";
import { refuseSocket } from "../refuse-socket";
import { ignoreUpgrade, wantsWebSocket } from "../upgrades";
import { Connection, HEADER_ROOM, type Transport } from "./connection";
import type { Gateway } from "./gateway";
import { JsonFront } from "./legacy/json-front";
import { nextTurn } from "./push/next-turn";
import { renewTokens } from "./renew-tokens";
import { chooseMode, type Mode } from "./subprotocols";
import { sweepTemporary } from "./temporary-sweep";

/** What `ws` closes an oversized frame with, and what the protocol has for it. */
const TOO_BIG = 1009;
const FRAME_TOO_LONG = 4109;
const GOING_AWAY = 1001;
/** The first byte of a whole binary frame. */
const BINARY_FRAME = 0x82;
const MAX_SHORT_FRAME = 65_535;
/** How long a client may take to answer a close. */
const CLOSE_GRACE = 1000;

/** `ws` closes by itself when a frame is too big: with the protocol's own code here. */
class ProtocolSocket extends WebSocket {
  override close(code?: number, reason?: string | Buffer): void {
    if (code === TOO_BIG) super.close(FRAME_TOO_LONG, "FRAME_TOO_LONG");
    else super.close(code, reason);
  }
}

/** The sockets of one HTTP server. */
export type SocketServer = {
  /** Ends every connection; clients come back by themselves. */
  close(): Promise<void>;
};

/**
 * Accepts WebSocket connections on an HTTP server, at any path: the protocol is chosen by header,
 * or by `?subprotocol=` for clients that cannot set one.
 */
export function acceptSockets(
  gateway: Gateway,
  server: Server,
  trustsProxy: (address: string) => boolean = () => false,
): SocketServer {
  const { options } = gateway;
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    clientTracking: true,
    WebSocket: ProtocolSocket,
    // A base64 frame is longer than what it stands for.
    maxPayload: Math.ceil((options.frameBytes * 4) / 3) + 4,
    handleProtocols: (offered) => chooseMode(offered)?.protocol ?? false,
  });

  function onUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (!wantsWebSocket(request)) {
      ignoreUpgrade(server, request, socket, head);
      return;
    }
    socket.on("error", () => socket.destroy());
    if (sockets.clients.size >= options.connections) {
      refuse(socket, "503 Service Unavailable");
      return;
    }
    const mode = modeOf(request);
    if (mode === "unknown") {
      refuse(socket, "400 Bad Request");
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      attach(gateway, client, socket, mode, addressOf(request, trustsProxy));
    });
  }
  server.on("upgrade", onUpgrade);
  sockets.on("wsClientError", (_error, socket) => refuse(socket, "400 Bad Request"));
  const sweeper = setInterval(() => {
    sweep(gateway);
    renewTokens(gateway);
  }, options.sweepInterval);
  sweeper.unref();
  const temporarySweeper = setInterval(() => {
    sweepTemporary(gateway.context).catch((error: unknown) => {
      gateway.log.error({ err: error }, "clearing temporary conversations failed");
    });
  }, options.temporarySweepInterval);
  temporarySweeper.unref();

  return {
    async close() {
      clearInterval(sweeper);
      clearInterval(temporarySweeper);
      gateway.isStopping = true;
      server.off("upgrade", onUpgrade);
      for (const client of sockets.clients) client.close(GOING_AWAY, "");
      const hurry = setTimeout(() => {
        for (const client of sockets.clients) client.terminate();
      }, CLOSE_GRACE);
      await new Promise<void>((resolve) => sockets.close(() => resolve()));
      clearTimeout(hurry);
      for (const connection of [...gateway.connections]) connection.onClose();
      gateway.logins.close();
    },
  };
}

/** Answers what does not become a socket as REST answers what is no request. */
function refuse(socket: Duplex, status: string): void {
  refuseSocket(socket, status, "Not a WebSocket of this protocol.");
}

/** Where the client is: behind our own proxies, the last address that is not one of them. */
function addressOf(request: IncomingMessage, trustsProxy: (address: string) => boolean): string | null {
  const direct = request.socket.remoteAddress ?? null;
  const header = request.headers["x-forwarded-for"];
  if (direct === null || header === undefined || !trustsProxy(direct)) return direct;
  const hops = header
    .toString()
    .split(",")
    .map((hop) => hop.trim());
  return hops.findLast((hop) => !trustsProxy(hop)) ?? direct;
}

/** Null without any sub-protocol: the JSON that came before them. */
function modeOf(request: IncomingMessage): Mode | null | "unknown" {
  const header = request.headers["sec-websocket-protocol"];
  // Clients write anything at all as a path, what no URL can hold too.
  const [, search = ""] = (request.url ?? "").split("?", 2);
  const query = new URLSearchParams(search).getAll("subprotocol");
  const offered = header === undefined ? query : header.split(",");
  return offered.length === 0 ? null : (chooseMode(offered) ?? "unknown");
}

/** One WebSocket and the stream below it. */
class SocketTransport implements Transport {
  /** Of text frames; null where frames are bytes. */
  private readonly textEncoding: BufferEncoding | null;

  constructor(
    private readonly socket: WebSocket,
    private readonly stream: Duplex,
    encoding: Mode["encoding"],
    readonly remoteAddress: string | null,
  ) {
    this.textEncoding = encoding === "binary" ? null : encoding === "json" ? "utf8" : "base64";
  }

  send(frame: Buffer): void {
    if (this.textEncoding) this.socket.send(frame.toString(this.textEncoding));
    else this.socket.send(frame, { binary: true });
  }

  /**
   * A push to thousands is written straight to the stream, header and all, in one piece: `ws` makes
   * two writes of it. It never has a frame half written, as nothing is compressed.
   */
  sendWithRoom(frame: Buffer): void {
    if (this.textEncoding || frame.length - HEADER_ROOM > MAX_SHORT_FRAME) {
      this.send(frame.subarray(HEADER_ROOM));
    } else if (this.socket.readyState === WebSocket.OPEN) this.stream.write(withHeader(frame));
  }

  close(code: number, reason: string): void {
    this.socket.close(code, reason);
  }

  terminate(): void {
    this.socket.terminate();
  }

  pause(): void {
    this.socket.pause();
  }

  resume(): void {
    this.socket.resume();
  }

  get unsentBytes(): number {
    return this.stream.writableLength;
  }

  /** Waits until the stream has nothing left to hand over, or is gone: at least a turn of the event loop. */
  drained(): Promise<void> {
    const { stream } = this;
    const isOver = stream.closed || !(stream.writableNeedDrain || stream.writableEnded || stream.destroyed);
    if (isOver) return nextTurn();
    return new Promise((resolve) => {
      const done = () => {
        stream.off("drain", done);
        stream.off("close", done);
        resolve();
      };
      stream.on("drain", done);
      stream.on("close", done);
    });
  }
}

function attach(
  gateway: Gateway,
  socket: WebSocket,
  stream: Duplex,
  mode: Mode | null,
  remoteAddress: string | null,
): void {
  const encoding = mode?.encoding ?? "json";
  const transport = new SocketTransport(socket, stream, encoding, remoteAddress);
  const connection =
    mode === null ? new JsonFront(gateway, transport) : new Connection(gateway, transport, mode);
  socket.on("message", (data: Buffer, isBinary) => {
    // Text is JSON or base64; bytes are understood anyway.
    const isBase64 = !isBinary && encoding === "base64";
    connection.onFrame(isBase64 ? Buffer.from(data.toString("latin1"), "base64") : data);
  });
  socket.on("ping", () => connection.onPing());
  socket.on("pong", () => connection.onPing());
  socket.on("close", () => connection.onClose());
  // What `ws` finds wrong closes the socket; there is nothing more to do about it.
  socket.on("error", () => {});
}

/** Puts the header of a binary frame into the room before it when it is shorter than 64 KB. */
function withHeader(frame: Buffer): Buffer {
  const length = frame.length - HEADER_ROOM;
  if (length > 125) {
    frame[0] = BINARY_FRAME;
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
    return frame;
  }
  frame[2] = BINARY_FRAME;
  frame[3] = length;
  return frame.subarray(2);
}

/** Closes who has not logged in (4108) and who has fallen silent (4107). */
function sweep(gateway: Gateway): void {
  const { options, context } = gateway;
  const now = context.now();
  for (const connection of [...gateway.connections]) {
    if (!connection.isLoggedIn && now - connection.idleSince > options.loginTimeout) {
      connection.close(4108, "LOGIN_TIMEOUT");
    } else if (now - connection.lastHeardAt > options.idleTimeout) {
      connection.close(4107, "READ_TIMEOUT");
    }
  }
}
