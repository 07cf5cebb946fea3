import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exchange } from "../testing/exchange";
import { startTestServer, type TestServer, testKeys } from "../testing/start-test-server";

let server: TestServer;
/** Gives up on requests that do not arrive. */
let hasty: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  hasty = await startTestServer({ requestTimeout: 200 });
});
afterAll(() => Promise.all([server.close(), hasty.close()]));

const path = "/1.1/classes/_Conversation";
const keys = `X-LC-Id: ${testKeys.appId}\r\nX-LC-Key: ${testKeys.masterKey},master`;
const head = `Host: test\r\n${keys}`;

const malformed = '{"code":1,"error":"Malformed request."}';

describe("what is no request", () => {
  it.each([
    ["another protocol", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400],
    ["an unknown method", `FOO /1.1/date HTTP/1.1\r\n${head}\r\n\r\n`, 400],
    ["a NUL in the path", `GET /1.1/da\0te HTTP/1.1\r\n${head}\r\n\r\n`, 400],
    [
      "two lengths",
      `POST ${path} HTTP/1.1\r\n${head}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n`,
      400,
    ],
    ["a negative length", `POST ${path} HTTP/1.1\r\n${head}\r\nContent-Length: -5\r\n\r\n`, 400],
    [
      "a chunk of no length",
      `POST ${path} HTTP/1.1\r\n${head}\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n`,
      400,
    ],
    ["headers without end", `GET /1.1/date HTTP/1.1\r\nX: ${"y".repeat(20_000)}`, 431],
    ["a path without end", `GET ${path}?where=${"x".repeat(30_000)}`, 431],
    [
      "an odd expectation",
      `POST ${path} HTTP/1.1\r\n${head}\r\nExpect: tea\r\nContent-Length: 2\r\n\r\n{}`,
      417,
    ],
  ])("%s is refused in LeanCloud's shape", async (_name, bytes, status) => {
    const answer = await exchange(server, bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toContain(malformed);
    expect((await server.call("GET", "/1.1/date")).status).toBe(200);
  });

  it.each([
    ["no key", "Upgrade: websocket\r\nSec-WebSocket-Version: 13"],
    ["an unknown sub-protocol", "Upgrade: websocket\r\nSec-WebSocket-Protocol: tea"],
  ])("refuses a WebSocket with %s in LeanCloud's shape", async (_name, headers) => {
    const answer = await exchange(
      server,
      `GET / HTTP/1.1\r\n${head}\r\nConnection: Upgrade\r\n${headers}\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*\r\n\r\n\{"code":1,"error":".+"\}$/);
  });

  it.each(["//[", "//:99999", "http://", "/\\\\[", "*", "/?subprotocol=%E0%A4"])(
    "refuses a WebSocket at %s, and goes on",
    async (target) => {
      const answer = await exchange(
        server,
        `GET ${target} HTTP/1.1\r\n${head}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
      );
      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
      expect((await server.call("GET", "/1.1/date")).status).toBe(200);
    },
  );

  it("answers requests that come without a Host, but cannot send their client anywhere", async () => {
    const ask = (target: string) => `GET ${target} HTTP/1.1\r\n${keys}\r\nConnection: close\r\n\r\n`;
    expect(await exchange(server, ask("/1.1/date"))).toMatch(/^HTTP\/1\.1 200 /);
    for (const target of ["/v1/route", "/2/route"]) {
      const answer = await exchange(server, ask(target));
      expect(answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*"code":1/);
    }
  });

  it("answers pipelined requests each, in their order, bad ones among them", async () => {
    const ask = (target: string, last = "") => `GET ${target} HTTP/1.1\r\n${head}\r\n${last}\r\n`;
    const answer = await exchange(
      server,
      ask("/1.1/date") +
        ask("/1.2/nope") +
        ask(`${path}?where={`) +
        ask("/1.1/date", "Connection: close\r\n"),
    );
    expect([...answer.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual([
      "200",
      "404",
      "400",
      "200",
    ]);
  });
});

describe("what does not arrive", () => {
  it.each([
    ["nothing at all", ""],
    ["half a head", "GET /1.1/date HTTP/1.1\r\nHo"],
    ["half a body", `POST ${path} HTTP/1.1\r\n${head}\r\nContent-Length: 1000\r\n\r\n{`],
    ["half a chunk", `POST ${path} HTTP/1.1\r\n${head}\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n{"a":`],
  ])("%s does not hold its connection", async (_name, bytes) => {
    const answer = await exchange(hasty, bytes);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain(malformed);
  });

  it("does not hold up the server's end", async () => {
    const ending = await startTestServer();
    const { hostname, port } = new URL(ending.url);
    const socket = connect({ host: hostname, port: Number(port) });
    const closed = new Promise((resolve) => socket.on("error", () => {}).on("close", resolve));
    socket.write(`POST ${path} HTTP/1.1\r\n${head}\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n`);
    // The server has begun to wait for the body.
    await new Promise((resolve) => socket.once("data", resolve));
    await ending.close();
    await closed;
  });

  it("does not hold up others, however many there are", async () => {
    const slow = Array.from({ length: 500 }, () =>
      exchange(hasty, `POST ${path} HTTP/1.1\r\n${head}\r\nContent-Length: 9\r\n\r\n{`),
    );
    expect((await hasty.call("GET", "/1.1/date")).status).toBe(200);
    expect((await Promise.all(slow)).every((answer) => answer.includes(malformed))).toBe(true);
  });
});

it("refuses bytes that are not UTF-8", async () => {
  const body = Buffer.from('{"name":"\xe9"}', "latin1");
  const reply = await fetch(new URL(path, server.url), {
    method: "POST",
    headers: { "x-lc-id": testKeys.appId, "x-lc-key": `${testKeys.masterKey},master` },
    body,
  });
  expect(reply.status).toBe(400);
  expect(await reply.json()).toMatchObject({ code: 107 });
});
