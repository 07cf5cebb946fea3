import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";

export type HookCall = {
  name: string;
  headers: IncomingHttpHeaders;
  text: string;
  body: Record<string, unknown>;
};
export type HookReceiver = {
  url: string;
  /** What each hook answers; a number is an HTTP status, "hang" answers nothing before the release. */
  answers: Map<string, unknown>;
  /** Answers what hangs. */
  release(): void;
  /** Calls that were open at one time, at most. */
  readonly mostAtOnce: number;
  /** The next call of a hook, past or future; taken out. */
  next(name: string): Promise<HookCall>;
  close(): Promise<void>;
};

/** An app's own server, as hooks see it. */
export async function openHookReceiver(): Promise<HookReceiver> {
  const calls: HookCall[] = [];
  const waiting = new Set<{ name: string; resolve: (call: HookCall) => void }>();
  const answers = new Map<string, unknown>();
  const hanging = new Set<ServerResponse>();
  let open = 0;
  let mostAtOnce = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    open += 1;
    mostAtOnce = Math.max(mostAtOnce, open);
    response.on("close", () => {
      open -= 1;
      hanging.delete(response);
    });
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
      if (answer === "hang") {
        hanging.add(response);
        return;
      }
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
    release() {
      for (const response of hanging) response.end("{}");
    },
    get mostAtOnce() {
      return mostAtOnce;
    },
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
