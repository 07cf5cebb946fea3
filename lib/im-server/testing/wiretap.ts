import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import * as ws from "ws";
import { chooseMode, type Encoding, plainJson } from "../gateway/subprotocols";
import { type Command, decodeCommand } from "../gateway/wire/codec";
import { decodeJsonCommand } from "../gateway/wire/json-codec";

/** One frame as it crossed the wire. */
export type Frame = { connection: number; from: "client" | "server"; command: Command };

export type Wiretap = {
  /** Where it listens, for HTTP and sockets alike. */
  readonly url: string;
  /** Cuts every connection as a lost network does. */
  cut(): void;
  /** Cuts every connection and takes no other until the function that it answers is called. */
  lose(): () => void;
  close(): Promise<void>;
};

let lastConnection = 0;

/** A TCP forwarder in front of a server; the frames of its sockets are written down for who wants them. */
export async function openWiretap(server: { url: string }, frames?: Frame[]): Promise<Wiretap> {
  const target = Number(new URL(server.url).port);
  const pairs = new Set<[Socket, Socket]>();
  let isLost = false;
  const forwarder = createServer((near) => {
    if (isLost) {
      near.destroy();
      return;
    }
    const far = connect(target, "127.0.0.1");
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    if (frames) listen(pair, frames);
    for (const [from, to] of [pair, [far, near] as const]) {
      from.on("error", () => to.destroy());
      from.on("close", () => {
        to.destroy();
        pairs.delete(pair);
      });
      from.pipe(to);
    }
  });
  await new Promise<void>((resolve) => forwarder.listen(0, "127.0.0.1", resolve));
  const cut = () => {
    for (const [near, far] of pairs) {
      near.destroy();
      far.destroy();
    }
  };
  return {
    url: `http://127.0.0.1:${(forwarder.address() as AddressInfo).port}`,
    cut,
    lose() {
      isLost = true;
      cut();
      return () => {
        isLost = false;
      };
    },
    async close() {
      cut();
      await new Promise<void>((resolve) => forwarder.close(() => resolve()));
    },
  };
}

/** Writes down what both sides of a connection say, once it has become a socket of the protocol. */
function listen([near, far]: [Socket, Socket], frames: Frame[]): void {
  const connection = ++lastConnection;
  let encoding: Encoding | null = null;
  afterHead(far, (head) => {
    if (!head.startsWith("HTTP/1.1 101")) return null;
    const protocol = /^sec-websocket-protocol: *(.+)$/im.exec(head)?.[1];
    encoding = protocol === undefined ? plainJson.encoding : (chooseMode([protocol])?.encoding ?? null);
    return receiver(false, (data) => note("server", data));
  });
  afterHead(near, () => receiver(true, (data) => note("client", data)));

  function note(from: Frame["from"], data: Buffer): void {
    const command = encoding === null ? null : read(encoding, data);
    if (command !== null) frames.push({ connection, from, command });
  }
}

/** Gives what comes behind the head of HTTP to whoever `begin` names, or to nobody. */
function afterHead(socket: Socket, begin: (head: string) => NodeJS.WritableStream | null): void {
  let head = Buffer.alloc(0);
  const onHead = (chunk: Buffer) => {
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf("\r\n\r\n");
    if (end < 0) return;
    socket.off("data", onHead);
    const reader = begin(head.subarray(0, end).toString("latin1"));
    if (reader === null) return;
    reader.write(Buffer.from(head.subarray(end + 4)));
    // Readers unmask in place: what is forwarded must stay as it is.
    socket.on("data", (data: Buffer) => reader.write(Buffer.from(data)));
  };
  socket.on("data", onHead);
}

/** Reads frames; what is none (a plain call over HTTP, garbage) is passed over. */
function receiver(isMasked: boolean, onMessage: (data: Buffer) => void): NodeJS.WritableStream {
  const reader: NodeJS.WritableStream = new (Reflect.get(ws, "Receiver"))({ isServer: isMasked });
  reader.on("message", onMessage);
  reader.on("error", () => {});
  return reader;
}

function read(encoding: Encoding, data: Buffer): Command | null {
  try {
    if (encoding === "json") return decodeJsonCommand(data);
    return decodeCommand(encoding === "binary" ? data : Buffer.from(data.toString("latin1"), "base64"));
  } catch {
    return null;
  }
}
