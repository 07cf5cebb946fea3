import { spawn } from "node:child_process";
import { once } from "node:events";
import net from "node:net";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type LogEvent, readEvents } from "./events";
import { parseEventStream, type ServerSentEvent } from "./parse-event-stream";
import { createLeanCloud, type LeanCloud } from "./request";
import { type EventServer, eventText, startEventServer } from "./testing/event-server";
import { UpstreamError } from "./upstream-error";

let server: EventServer;
let upstream: LeanCloud;
let leaving: AbortController;

beforeEach(async () => {
  server = await startEventServer();
  const policy = { allowPrivate: false, allowLoopback: true };
  const keys = { appId: "app", appKey: "app-key", masterKey: "master-key" };
  upstream = createLeanCloud({ serverUrl: server.url, ...keys, policy });
  leaving = new AbortController();
});
afterEach(async () => {
  leaving.abort();
  await server.close();
});

async function take(count: number, after: string | null = null): Promise<LogEvent[]> {
  const events: LogEvent[] = [];
  for await (const event of readEvents(upstream, after, leaving.signal)) {
    events.push(event);
    if (events.length === count) return events;
  }
  return events;
}

async function* bytesOf(text: string, sizes: number[]): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function parseAll(chunks: AsyncIterable<Buffer>): Promise<ServerSentEvent[]> {
  const events: ServerSentEvent[] = [];
  for await (const event of parseEventStream(chunks)) events.push(event);
  return events;
}

test("events are read the same however the bytes are cut, and whatever ends a line", async () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(sizes, fc.constantFrom("\n", "\r\n", "\r"), async (cut, end) => {
      const lines = [
        ": hello",
        "event: change",
        "id:7",
        "data: 你好",
        "data:😀",
        "",
        "id",
        "",
        "data: x",
        "",
        ": bye",
      ];
      expect(await parseAll(bytesOf(lines.join(end), cut))).toEqual([
        { id: "7", event: "change", data: "你好\n😀" },
        { id: "", event: "message", data: "x" },
      ]);
    }),
  );
});

test("an event without an end is given up", async () => {
  const endless = bytesOf(`data: ${"x".repeat(2 * 1024 * 1024)}`, [65_536]);
  await expect(parseAll(endless)).rejects.toMatchObject({ kind: "unreadable" });
});

test("each kind is read; what is not known is passed by, what cannot be read is told", async () => {
  server.greet = (after) =>
    [
      eventText("ready", after ?? "", { at: 1 }),
      eventText("change", "b", { type: "presence", client_id: "Tom", online: true, at: 2 }),
      eventText("change", "c", { type: "presence", client_id: 7 }),
      eventText("change", "d", { type: "from the future", at: 2 }),
      eventText("weather", "e", {}),
      eventText("sync", "f", { at: 3 }),
      eventText("reset", "g", { at: 4 }),
      "event: sync\nid: h\ndata: {\n\n",
    ].join("");
  expect(await take(8, "a/b c")).toMatchObject([
    { type: "ready", id: "a/b c", at: 1 },
    { type: "change", id: "b", change: { type: "presence", client_id: "Tom" } },
    { type: "unreadable", id: "c" },
    { type: "unknown", id: "d" },
    { type: "unknown", id: "e" },
    { type: "sync", id: "f", at: 3 },
    { type: "reset", id: "g", at: 4 },
    { type: "unreadable", id: "h" },
  ]);
});

test.each([
  [401, "unauthorized"],
  [404, "rejected"],
  [429, "rate-limited"],
  [503, "unavailable"],
])("a refusal with %d is %s", async (status, kind) => {
  server.refuse = () => ({ status, headers: { "retry-after": "7" } });
  await expect(take(1)).rejects.toMatchObject({ kind, status });
});

test("a stream that is cut, or never stood, fails; one that is left ends the connection", async () => {
  const reading = take(2);
  await server.askedFor(1);
  server.cut();
  await expect(reading).rejects.toMatchObject({ kind: "unavailable" });
  const left = take(2);
  await server.askedFor(2);
  const gone = new Promise((resolve) => server.open[0]?.response.on("close", resolve));
  leaving.abort(new Error("left"));
  await expect(left).rejects.toThrow("left");
  await gone;
  const { port } = new URL(server.url);
  await server.close();
  const connection = { serverUrl: `http://127.0.0.1:${port}`, appId: "a", appKey: "b", masterKey: "c" };
  const policy = { allowPrivate: false, allowLoopback: true };
  upstream = createLeanCloud({ ...connection, policy });
  leaving = new AbortController();
  await expect(take(1)).rejects.toBeInstanceOf(UpstreamError);
});

/** A server that takes no connection: what waits to be accepted is full, and more is not even refused. */
async function startDeafServer() {
  const script = `require("node:net").createServer().listen({ port: 0, host: "127.0.0.1", backlog: 1 }, function () {
    require("node:fs").writeSync(1, String(this.address().port));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });`;
  const child = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
  const port = Number(await new Promise((resolve) => child.stdout.once("data", resolve)));
  const waiting = Array.from({ length: 4 }, () =>
    net.connect(port, "127.0.0.1").on("error", () => undefined),
  );
  await Promise.all(waiting.slice(0, 2).map((socket) => once(socket, "connect")));
  const close = () => {
    for (const socket of waiting) socket.destroy();
    child.kill("SIGKILL");
  };
  return { url: `http://127.0.0.1:${port}`, close };
}

test("a server that takes no connection is as silent as one that says nothing", async () => {
  const deaf = await startDeafServer();
  const policy = { allowPrivate: false, allowLoopback: true };
  const { stream } = createLeanCloud({
    serverUrl: deaf.url,
    appId: "a",
    appKey: "b",
    masterKey: "c",
    policy,
  });
  const opening = stream({ path: "/", accept: "text/plain", silenceMs: 200, signal: leaving.signal });
  await expect(opening.finally(deaf.close)).rejects.toMatchObject({ kind: "timeout" });
});

test("the address policy holds for streams too", async () => {
  const connection = { serverUrl: server.url, appId: "a", appKey: "b", masterKey: "c" };
  upstream = createLeanCloud({ ...connection, policy: { allowPrivate: false, allowLoopback: false } });
  await expect(take(1)).rejects.toMatchObject({ kind: "address-refused" });
  expect(server.asked).toEqual([]);
});
