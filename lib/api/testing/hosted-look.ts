import http from "node:http";
import { setTimeout as wait } from "node:timers/promises";

const slowMs = 150;

/** What a hosted server might do to an answer. */
export type HostedMood = {
  /** Answers in the server's place; null lets the call through. */
  refuse?: (path: string) => { status: number; headers?: Record<string, string>; body: unknown } | null;
  /** Lets the connection fail. */
  fail?: (path: string, method: string) => HostedFault | null;
  /** Changes what the server has answered. */
  distort?: (path: string, body: unknown) => unknown;
};
export type HostedFault =
  /** Cut before the server has it. */
  | "lost"
  /** Cut, or left without an answer, after the server has carried it out. */
  | "cut"
  | "silent"
  /** Half of the answer. */
  | "half"
  /** The answer, late. */
  | "slow";
export type HostedLook = {
  url: string;
  /** Calls that came, newest last. */
  paths: string[];
  mood: HostedMood;
  close(): Promise<void>;
};

/** An HTTP proxy that hides what only Parley's server can do: to the console it looks like a hosted app. */
export async function startHostedLook(targetUrl: string): Promise<HostedLook> {
  const target = new URL(targetUrl);
  const paths: string[] = [];
  const look: Pick<HostedLook, "mood"> = { mood: {} };
  const server = http.createServer((request, response) => {
    const { method = "GET", headers, url: path = "/" } = request;
    paths.push(path);
    const answer = (status: number, body: unknown, more: Record<string, string> = {}) => {
      response.writeHead(status, { "content-type": "application/json", ...more });
      response.end(JSON.stringify(body));
    };
    if (path.startsWith("/parley/")) return answer(404, { code: 1, error: "Not found." });
    const refusal = look.mood.refuse?.(path);
    if (refusal) return answer(refusal.status, refusal.body, refusal.headers);
    const fault = look.mood.fail?.(path, method) ?? null;
    if (fault === "lost") return response.destroy();
    const onward = http.request(
      { host: target.hostname, port: target.port, method, headers, path },
      async (reply) => {
        const { statusCode = 500 } = reply;
        if (fault) return answerBadly(fault, reply, response);
        const { distort } = look.mood;
        if (distort && statusCode === 200) return answer(200, distort(path, JSON.parse(await textOf(reply))));
        response.writeHead(statusCode, reply.headers);
        reply.pipe(response);
      },
    );
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return Object.assign(look, {
    url: `http://127.0.0.1:${port}`,
    paths,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

async function answerBadly(
  fault: HostedFault,
  reply: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  const text = await textOf(reply);
  switch (fault) {
    case "silent":
      return;
    case "half":
      response.writeHead(200, { "content-type": "application/json", "content-length": text.length });
      response.write(text.slice(0, text.length / 2), () => response.destroy());
      return;
    case "slow":
      await wait(slowMs);
      response.writeHead(reply.statusCode ?? 500, reply.headers).end(text);
      return;
    default:
      response.destroy();
  }
}

async function textOf(reply: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of reply) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
