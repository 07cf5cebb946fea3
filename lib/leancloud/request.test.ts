import http from "node:http";
import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import { createLeanCloud, type LeanCloud, path } from "./request";
import { UpstreamError } from "./upstream-error";

const keys = { appId: "the-app", appKey: "the-app-key", masterKey: "the-master-key" };
const anything = z.looseObject({});
const servers: http.Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

type Answer = (request: http.IncomingMessage, response: http.ServerResponse, count: number) => void;

async function serve(answer: Answer, more: { path?: string } = {}) {
  const seen: { method: string; url: string; headers: http.IncomingHttpHeaders }[] = [];
  const server = http.createServer((request, response) => {
    seen.push({ method: request.method ?? "", url: request.url ?? "", headers: request.headers });
    answer(request, response, seen.length);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const upstream = createLeanCloud({
    serverUrl: `http://127.0.0.1:${port}${more.path ?? ""}`,
    ...keys,
    policy: { allowPrivate: false, allowLoopback: true },
  });
  return { upstream, seen, url: `http://127.0.0.1:${port}` };
}

const json = (response: http.ServerResponse, status: number, body: unknown, headers = {}) =>
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
const get = (upstream: LeanCloud) => upstream.call({ method: "GET", path: "/x", schema: anything });
const post = (upstream: LeanCloud) =>
  upstream.call({ method: "POST", path: "/x", body: {}, schema: anything });

async function failureOf(call: Promise<unknown>): Promise<UpstreamError> {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof UpstreamError) return error;
  throw new Error("did not fail as expected");
}

test("sends the master key, or the app key where LeanCloud wants that", async () => {
  const { upstream, seen } = await serve((_request, response) => json(response, 200, {}), { path: "/base/" });
  await get(upstream);
  await upstream.call({ method: "GET", path: "/y", schema: anything, withAppKey: true });
  expect(seen[0]).toMatchObject({
    url: "/base/x",
    headers: { "x-lc-id": "the-app", "x-lc-key": "the-master-key,master" },
  });
  expect(seen[1]?.headers["x-lc-key"]).toBe("the-app-key");
});

test("ids are one segment each, whatever they hold", () => {
  expect(path`/c/${"a/b?c#d%20 大"}/m`).toBe("/c/a%2Fb%3Fc%23d%2520%20%E5%A4%A7/m");
  expect(() => path`/c/${".."}/kick`).toThrow(UpstreamError);
});

test.each([
  { status: 400, body: { code: 4404, error: "MESSAGE_NOT_FOUND" }, kind: "rejected", code: 4404 },
  { status: 401, body: { code: 401, error: "Unauthorized." }, kind: "unauthorized", code: 401 },
  { status: 404, body: "nothing here", kind: "rejected", code: null },
])("a $status is $kind and not repeated", async ({ status, body, kind, code }) => {
  const { upstream, seen } = await serve((_request, response) => json(response, status, body));
  const error = await failureOf(get(upstream));
  expect(error).toMatchObject({ kind, leancloudCode: code, status, requestLeft: false });
  expect(seen).toHaveLength(1);
});

test("reads are repeated after a 5xx or a broken connection, changes are not", async () => {
  const flaky: Answer = (request, response, count) => {
    if (count === 1) json(response, 503, { code: 1, error: "busy" });
    else if (count === 2) request.socket.destroy();
    else json(response, 200, { ok: true });
  };
  const first = await serve(flaky);
  expect(await get(first.upstream)).toEqual({ ok: true });
  expect(first.seen).toHaveLength(3);
  const second = await serve(flaky);
  expect(await failureOf(post(second.upstream))).toMatchObject({
    kind: "unavailable",
    isOutcomeUnknown: true,
  });
  expect(second.seen).toHaveLength(1);
});

test("a call that says it is idempotent is repeated", async () => {
  const { upstream, seen } = await serve((request, response, count) =>
    count === 1 ? request.socket.destroy() : json(response, 200, {}),
  );
  await upstream.call({ method: "POST", path: "/x", body: {}, schema: anything, idempotent: true });
  expect(seen).toHaveLength(2);
});

test("a rate limit is waited out when it is short, and told when it is long", async () => {
  const short = await serve((_request, response, count) =>
    count === 1
      ? json(response, 429, { code: 429, error: "Too many" }, { "retry-after": "0" })
      : json(response, 200, {}),
  );
  await post(short.upstream);
  expect(short.seen).toHaveLength(2);
  const long = await serve((_request, response) =>
    json(response, 429, { code: 429, error: "Too many" }, { "retry-after": "60" }),
  );
  const error = await failureOf(post(long.upstream));
  expect(error).toMatchObject({ kind: "rate-limited", retryAfter: 60, isOutcomeUnknown: false });
  expect(long.seen).toHaveLength(1);
});

test("a rate limit that asks for no pause is not met with calls at every moment", async () => {
  const { upstream, seen } = await serve((_request, response) =>
    json(response, 429, { code: 429, error: "Too many" }, { "retry-after": "0" }),
  );
  const call = upstream.call({ method: "GET", path: "/x", schema: anything, patienceMs: 1_000 });
  expect((await failureOf(call)).kind).toBe("rate-limited");
  expect(seen.length).toBeLessThanOrEqual(3);
});

test("redirects are not followed: the key goes nowhere else", async () => {
  const elsewhere = await serve((_request, response) => json(response, 200, {}));
  const { upstream } = await serve((_request, response) =>
    response.writeHead(302, { location: `${elsewhere.url}/x` }).end(),
  );
  expect((await failureOf(get(upstream))).kind).toBe("unreadable");
  expect(elsewhere.seen).toHaveLength(0);
});

test.each([
  { name: "no JSON", body: "<html>" },
  { name: "another shape", body: JSON.stringify({ results: 1 }) },
])("a success with $name is unreadable, and its outcome unknown", async ({ body }) => {
  const { upstream } = await serve((_request, response) => response.writeHead(200).end(body));
  const call = upstream.call({
    method: "POST",
    path: "/x",
    body: {},
    schema: z.object({ results: z.array(z.string()) }),
  });
  expect(await failureOf(call)).toMatchObject({ kind: "unreadable", isOutcomeUnknown: true });
});

test("a reply that never ends is too large, one that never comes times out, an abort is an abort", async () => {
  const endless = await serve((_request, response) => {
    const chunk = Buffer.alloc(1024 * 1024, 32);
    const pump = () => {
      while (!response.destroyed && response.write(chunk));
      if (!response.destroyed) response.once("drain", pump);
    };
    pump();
  });
  expect(await failureOf(post(endless.upstream))).toMatchObject({ kind: "unreadable", requestLeft: true });
  const silent = await serve((_request, response, count) => void (count === 1 && json(response, 200, {})));
  // With a connection that stands, the next request has left however late this process comes to its timers.
  await get(silent.upstream);
  const slow = silent.upstream.call({
    method: "POST",
    path: "/x",
    body: {},
    schema: anything,
    timeoutMs: 50,
  });
  expect(await failureOf(slow)).toMatchObject({ kind: "timeout", isOutcomeUnknown: true });
  const controller = new AbortController();
  const aborted = silent.upstream.call({
    method: "GET",
    path: "/x",
    schema: anything,
    signal: controller.signal,
  });
  controller.abort(new Error("gone"));
  await expect(aborted).rejects.toThrow("gone");
});

test("no error holds a key, whatever the server says", async () => {
  const { upstream } = await serve((request, response) =>
    json(response, 400, { code: 1, error: `you sent ${request.headers["x-lc-key"]}` }),
  );
  const error = await failureOf(get(upstream));
  expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain("the-master-key");
});

test("nothing is sent to an address that is not allowed", async () => {
  const { seen, url } = await serve((_request, response) => json(response, 200, {}));
  const upstream = createLeanCloud({
    serverUrl: url,
    ...keys,
    policy: { allowPrivate: false, allowLoopback: false },
  });
  expect((await failureOf(get(upstream))).kind).toBe("address-refused");
  expect(seen).toHaveLength(0);
});
