import { once } from "node:events";
import { WebSocket } from "ws";
import type { TestServer } from "./start-test-server";

type Frame = Record<string, unknown>;
export type JsonClient = {
  readonly socket: WebSocket;
  readonly protocol: string;
  send(frame: Frame): void;
  /** Sends a command with a serial and waits for its reply. */
  ask(frame: Frame): Promise<Frame>;
  /** The first frame without a serial, past or future, that fits; it is taken out. */
  next(fits: (frame: Frame) => boolean): Promise<Frame>;
  /** The close code, once the server has closed. */
  readonly closed: Promise<number>;
  close(): void;
};

/** A client of the JSON protocol, for what SDKs do not let one say. */
export async function connectJson(server: Pick<TestServer, "url">, protocol?: string): Promise<JsonClient> {
  const socket = new WebSocket(server.url.replace("http", "ws"), protocol);
  const replies = new Map<unknown, (frame: Frame) => void>();
  const pushes: Frame[] = [];
  const waiting = new Set<{ fits: (frame: Frame) => boolean; resolve: (frame: Frame) => void }>();
  let serial = 0;
  const closed = new Promise<number>((resolve) => socket.on("close", resolve));
  socket.on("message", (data) => {
    const frame: Frame = JSON.parse(data.toString());
    const reply = frame.i === undefined ? undefined : replies.get(frame.i);
    if (reply) return reply(frame);
    for (const entry of waiting) {
      if (!entry.fits(frame)) continue;
      waiting.delete(entry);
      return entry.resolve(frame);
    }
    pushes.push(frame);
  });
  await once(socket, "open");
  const send = (frame: Frame) => socket.send(JSON.stringify(frame));
  return {
    socket,
    protocol: socket.protocol,
    send,
    ask: (frame) =>
      new Promise((resolve) => {
        serial += 1;
        replies.set(serial, resolve);
        send({ ...frame, i: serial });
      }),
    next(fits) {
      const index = pushes.findIndex(fits);
      const [found] = index < 0 ? [] : pushes.splice(index, 1);
      if (found) return Promise.resolve(found);
      return new Promise((resolve) => waiting.add({ fits, resolve }));
    },
    closed,
    close: () => socket.terminate(),
  };
}
