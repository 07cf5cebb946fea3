import http from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ApiRequest } from "../call";
import { respondJson } from "../respond";
import { openFrontDoor } from "./front-door";

type Segment = { params: Promise<Record<string, string>> };
type Handler = (request: ApiRequest, segment: Segment) => Response | Promise<Response>;
const made = (handler: Handler) =>
  Object.assign(async (...given: Parameters<Handler>) => handler(...given), { access: "anyone" });

const long = "猫".repeat(2_000);
/** What the requests to `/api/slow` were told. */
const signals: AbortSignal[] = [];
let letGo = () => {};
let stream: ReadableStreamDefaultController<Uint8Array> | null = null;
const files = {
  "./app/api/things/[thingId]/route.ts": {
    GET: made(async ({ method, url, headers, body }, { params }) =>
      respondJson({ method, url, body, agent: headers.get("user-agent"), ...(await params) }, 201, "r", {
        "set-cookie": "a=1",
      }),
    ),
    POST: made(() => respondJson("never", 200, "r")),
  },
  "./app/api/long/route.ts": { GET: made(() => respondJson(long, 200, "r")) },
  "./app/api/slow/route.ts": {
    GET: made(async ({ signal }) => {
      signals.push(signal);
      await new Promise<void>((resolve) => {
        letGo = resolve;
      });
      return respondJson("slow", 200, "r");
    }),
  },
  "./app/api/stream/route.ts": {
    GET: made(
      () =>
        new Response(
          new ReadableStream<Uint8Array>({
            start: (controller) => {
              stream = controller;
              controller.enqueue(Buffer.from("first"));
            },
          }),
          { headers: { "content-type": "text/csv" } },
        ),
    ),
  },
  "./app/api/empty/route.ts": { GET: made(() => new Response(null, { status: 204 })) },
  "./app/api/thrown/route.ts": {
    GET: made(() => {
      throw new Error("what should never happen");
    }),
  },
  "./app/api/changes/route.ts": { POST: made(() => respondJson("never", 200, "r")) },
  "./app/api/auth/[...nextauth]/route.ts": { GET: made(() => respondJson("never", 200, "r")) },
  "./app/api/foreign/route.ts": { GET: () => respondJson("never", 200, "r") },
};

/** Answered late: what became of its body, and how often it was asked. */
const late = { asked: 0, isCancelled: false, load: () => {}, answer: () => {} };
const loading = async () => {
  await new Promise<void>((resolve) => {
    late.load = resolve;
  });
  return {
    GET: made(async () => {
      late.asked += 1;
      await new Promise<void>((resolve) => {
        late.answer = resolve;
      });
      return new Response(
        new ReadableStream({
          cancel: () => {
            late.isCancelled = true;
          },
        }),
        { headers: { "content-type": "text/csv" } },
      );
    }),
  };
};

let close = () => {};
let port = 0;
const server = http.createServer((incoming, outgoing) =>
  outgoing.end(`behind ${incoming.method} ${incoming.url}`),
);

beforeAll(async () => {
  const loaders = Object.entries(files).map(([file, routes]) => [file, async () => routes] as const);
  const broken = ["./app/api/broken/route.ts", () => Promise.reject(new Error("does not load"))] as const;
  const slow = ["./app/api/late/route.ts", loading] as const;
  close = openFrontDoor(Object.fromEntries([...loaders, broken, slow]));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  close();
  server.closeAllConnections();
  server.close();
});

function ask(path: string, options: http.RequestOptions = {}): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    http
      .request({ host: "127.0.0.1", port, path, agent: false, ...options }, resolve)
      .on("error", reject)
      .end();
  });
}

async function read(answer: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk);
  return Buffer.concat(chunks);
}

test("a read is answered by its route, whole", async () => {
  const answer = await ask("/api/things/a%20b?x=1", { headers: { "user-agent": "me" } });
  expect(answer.statusCode).toBe(201);
  const text = (await read(answer)).toString();
  expect(JSON.parse(text)).toEqual({
    method: "GET",
    url: "http://console/api/things/a%20b?x=1",
    body: null,
    agent: "me",
    thingId: "a b",
  });
  expect(answer.headers).toMatchObject({
    "content-type": "application/json",
    "content-length": `${text.length}`,
    "set-cookie": ["a=1"],
    "x-request-id": "r",
  });
});

test.each([
  ["POST", "/api/things/a"],
  ["HEAD", "/api/things/a"],
  ["OPTIONS", "/api/things/a"],
  ["GET", "/api/things/"],
  ["GET", "/api/changes"],
  ["GET", "/api/auth/csrf"],
  ["GET", "/api/foreign"],
  ["GET", "/api/broken"],
  ["GET", "/apps?to=/api/things/a"],
  ["GET", "//api/things/a"],
  ["GET", "/api/things/.."],
  ["GET", "/api/things/%2e%2E"],
  ["GET", "/api/things/a\\b"],
])("%s %s is left to those behind", async (method, path) => {
  const answer = await ask(path, { method });
  expect((await read(answer)).toString()).toBe(method === "HEAD" ? "" : `behind ${method} ${path}`);
});

test("who reads compressed answers gets them so", async () => {
  const plain = await ask("/api/long", { headers: { "accept-encoding": "identity" } });
  expect(JSON.parse((await read(plain)).toString())).toBe(long);
  expect(plain.headers["content-length"]).toBe(`${Buffer.byteLength(long) + 2}`);
  const packed = await ask("/api/long", { headers: { "accept-encoding": "gzip" } });
  const body = await read(packed);
  expect(packed.headers["content-encoding"]).toBe("gzip");
  expect(body.length).toBeLessThan(1_000);
  expect(JSON.parse(gunzipSync(body).toString())).toBe(long);
});

test("a request is given up when its client goes, and only then", async () => {
  const asked = http.get({ host: "127.0.0.1", port, path: "/api/slow", agent: false }).on("error", () => {});
  await expect.poll(() => signals.length).toBe(1);
  expect(signals[0]?.aborted).toBe(false);
  asked.destroy();
  await expect.poll(() => signals[0]?.aborted).toBe(true);
  letGo();
  const stays = ask("/api/slow");
  await expect.poll(() => signals.length).toBe(2);
  letGo();
  expect((await read(await stays)).toString()).toBe('"slow"');
  await new Promise(setImmediate);
  expect(signals[1]?.aborted).toBe(false);
});

/** Asks and goes as soon as the server has done something. */
async function askAndGo(path: string, whenDone: () => Promise<unknown>): Promise<http.ServerResponse> {
  const arrived = new Promise<http.ServerResponse>((resolve) => {
    server.once("request", (_incoming, outgoing) => resolve(outgoing));
  });
  const asked = http.get({ host: "127.0.0.1", port, path, agent: false }).on("error", () => {});
  const outgoing = await arrived;
  await whenDone();
  const gone = new Promise((resolve) => outgoing.once("close", resolve));
  asked.destroy();
  await gone;
  return outgoing;
}

test("who goes while the route is loaded, or before it has answered, costs nothing more", async () => {
  await askAndGo("/api/late", async () => {});
  late.load();
  await new Promise(setImmediate);
  expect(late.asked).toBe(0);
  const outgoing = await askAndGo("/api/late", async () => {
    late.load();
    await expect.poll(() => late.asked).toBe(1);
  });
  late.answer();
  await expect.poll(() => late.isCancelled).toBe(true);
  expect(outgoing.getHeaderNames()).toEqual([]);
});

test("a stream is sent as it comes, and cut when it breaks off", async () => {
  const answer = await ask("/api/stream");
  await expect(new Promise((resolve) => answer.once("data", resolve))).resolves.toEqual(Buffer.from("first"));
  const cut = new Promise((resolve) => answer.once("error", resolve));
  answer.resume();
  stream?.error(new Error("broken off"));
  await expect(cut).resolves.toMatchObject({ code: "ECONNRESET" });
});

test("an answer without a body has none", async () => {
  const answer = await ask("/api/empty");
  expect([answer.statusCode, (await read(answer)).length]).toEqual([204, 0]);
});

test("what a route throws ends its own request alone", async () => {
  expect((await ask("/api/thrown")).statusCode).toBe(500);
  expect((await ask("/api/empty")).statusCode).toBe(204);
});
