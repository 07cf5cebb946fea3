import { createServer, type IncomingHttpHeaders } from "node:http";

export type HookCall = {
  name: string;
  headers: IncomingHttpHeaders;
  text: string;
  body: Record<string, unknown>;
};
export type HookReceiver = {
  url: string;
  /** What each hook answers; a number is an HTTP status, "hang" never answers. */
  answers: Map<string, unknown>;
  /** The next call of a hook, past or future; taken out. */
  next(name: string): Promise<HookCall>;
  close(): Promise<void>;
};

/** An app's own server, as hooks see it. */
export async function openHookReceiver(): Promise<HookReceiver> {
  const calls: HookCall[] = [];
  const waiting = new Set<{ name: string; resolve: (call: HookCall) => void }>();
  const answers = new Map<string, unknown>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString();
      const name = (request.url ?? "/").slice(1);
      const call = { name, headers: request.headers, text, body: JSON.parse(text) };
      const waiter = [...waiting].find((each) => each.name === name);
      if (waiter) {
        waiting.delete(waiter);
        waiter.resolve(call);
      } else {
        calls.push(call);
      }
      const queue = answers.get(name);
      const answer = Array.isArray(queue) ? queue.shift() : (queue ?? {});
      if (answer === "hang") return;
      if (typeof answer === "number") response.writeHead(answer);
      response.end(typeof answer === "number" ? "" : JSON.stringify(answer ?? {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    answers,
    next(name) {
      const index = calls.findIndex((call) => call.name === name);
      const [found] = index < 0 ? [] : calls.splice(index, 1);
      if (found) return Promise.resolve(found);
      return new Promise((resolve) => waiting.add({ name, resolve }));
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
