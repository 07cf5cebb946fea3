import { WebSocket } from "ws";
import { type Command, decodeCommand, encodeCommand, type Outgoing } from "../gateway/wire/codec";
import { type TestServer, testKeys } from "./start-test-server";

export type RawClient = {
  readonly socket: WebSocket;
  /** The sub-protocol that the server chose. */
  readonly protocol: string;
  send(command: Outgoing): void;
  /** Sends a command with a serial and waits for its reply. */
  ask(command: Outgoing): Promise<Command>;
  /** The first push, past or future, that fits; it is taken out. */
  next(fits: (command: Command) => boolean): Promise<Command>;
  /** Opens a session and answers the reply. */
  open(clientId: string, session?: Outgoing["sessionMessage"]): Promise<Command>;
  /** The close code, once the server has closed. */
  readonly closed: Promise<number>;
  close(): void;
};

/** All bits that clients set. */
export const allFeatures = 0xff;

/** A client made of our own codec, for what SDKs do not let one say. */
export async function connectRaw(
  server: Pick<TestServer, "url">,
  options: { protocol?: string; query?: string; isText?: boolean } = {},
): Promise<RawClient> {
  const { protocol = "lc.protobuf2.3", query = "", isText = false } = options;
  const url = `${server.url.replace("http", "ws")}/${query}`;
  const socket = protocol === "" ? new WebSocket(url) : new WebSocket(url, protocol);
  const pushes: Command[] = [];
  const waiting = new Set<{ fits: (command: Command) => boolean; resolve: (command: Command) => void }>();
  const replies = new Map<number, (command: Command) => void>();
  let serial = 0;

  socket.on("message", (data: Buffer, isBinary) => {
    const command = decodeCommand(isBinary ? data : Buffer.from(data.toString(), "base64"));
    const reply = command.i === undefined ? undefined : replies.get(command.i);
    if (reply) return reply(command);
    for (const entry of waiting) {
      if (!entry.fits(command)) continue;
      waiting.delete(entry);
      return entry.resolve(command);
    }
    pushes.push(command);
  });
  const closed = new Promise<number>((resolve) => socket.on("close", resolve));
  await new Promise<void>((resolve, reject) => {
    socket.once("open", () => resolve());
    socket.once("error", reject);
  });
  socket.on("error", () => {});

  const send = (command: Outgoing) => {
    const frame = Buffer.from(encodeCommand(command));
    socket.send(isText ? frame.toString("base64") : frame);
  };
  const ask = (command: Outgoing) =>
    new Promise<Command>((resolve) => {
      serial += 1;
      replies.set(serial, resolve);
      send({ ...command, i: serial });
    });
  return {
    socket,
    protocol: socket.protocol,
    send,
    ask,
    next(fits) {
      const index = pushes.findIndex(fits);
      const [found] = index < 0 ? [] : pushes.splice(index, 1);
      if (found) return Promise.resolve(found);
      return new Promise((resolve) => waiting.add({ fits, resolve }));
    },
    open: (clientId, session = {}) =>
      ask({
        cmd: "session",
        op: "open",
        appId: testKeys.appId,
        peerId: clientId,
        sessionMessage: { configBitmap: allFeatures, ...session },
      }),
    closed,
    close: () => socket.terminate(),
  };
}
