import { Agent, request } from "node:http";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { exchange } from "./testing/exchange";
import { startTestServer, type TestServer, testKeys } from "./testing/start-test-server";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const head = `Host: test\r\nX-LC-Id: ${testKeys.appId}\r\nX-LC-Key: ${testKeys.masterKey},master`;
const conversations = "/1.1/classes/_Conversation";
/** What `curl --http2` and Java's client send. */
const http2 = {
  Connection: "Upgrade, HTTP2-Settings",
  Upgrade: "h2c",
  "HTTP2-Settings": "AAMAAABkAAQ",
};
const offer = "Connection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQ";

const statusesOf = (answer: string) => [...answer.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status);

it.each([
  ["HTTP/2", offer],
  ["anything", "Connection: close, upgrade\r\nUpgrade: tea"],
  ["several", "Connection: Upgrade, close\r\nUpgrade: h2c, tea/2"],
])("answers a request that offers %s besides", async (_name, offered) => {
  const answer = await exchange(server, `GET /1.1/date HTTP/1.1\r\n${head}\r\n${offered}\r\n\r\n`);
  expect(answer).not.toMatch(/^upgrade:/im);
  expect(statusesOf(answer)).toEqual(["200"]);
});

it.each([
  ["of a length", "ü", "Content-Length: 13", '{"name":"ü"}'],
  ["in chunks", "é", "Transfer-Encoding: chunked", '6\r\n{"name\r\n7;x=y\r\n":"é"}\r\n0\r\n\r\n'],
])("reads a body %s", async (_kind, name, length, body) => {
  const ask = `POST ${conversations} HTTP/1.1\r\n${head}\r\n${offer}\r\n${length}\r\n\r\n${body}`;
  expect(statusesOf(await exchange(server, ask))).toEqual(["201"]);
  const query = { where: JSON.stringify({ name }), count: 1, limit: 0 };
  const { body: found } = await server.call("GET", conversations, { query });
  expect(found).toMatchObject({ count: 1 });
});

it("tells a client that waits with its body to go on", async () => {
  const ask = `POST ${conversations} HTTP/1.1\r\n${head}\r\n${offer}\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n{}`;
  expect(statusesOf(await exchange(server, ask))).toEqual(["100", "201"]);
});

it.each(["Content-Length: 2\r\nContent-Length: 20", "Content-Length: 2\r\nTransfer-Encoding: chunked"])(
  "refuses a body whose end is a matter of opinion: %s",
  async (lengths) => {
    const ask = `POST ${conversations} HTTP/1.1\r\n${head}\r\n${offer}\r\n${lengths}\r\n\r\n{}`;
    expect(statusesOf(await exchange(server, ask))).toEqual(["400"]);
  },
);

it("never takes a body for a request because there are too many headers to keep", async () => {
  const inner = `GET /1.1/date HTTP/1.1\r\n${head}\r\n\r\n`;
  const many = Array.from({ length: 2500 }, () => "a:").join("\r\n");
  const ask = `POST ${conversations} HTTP/1.1\r\n${head}\r\n${offer}\r\n${many}\r\nContent-Length: ${inner.length}\r\n\r\n${inner}`;
  expect(statusesOf(await exchange(server, ask))).toHaveLength(1);
});

it("does not wait for ever for a body that never arrives", async () => {
  const hasty = await startTestServer({ requestTimeout: 200 });
  onTestFinished(() => hasty.close());
  const ask = `POST ${conversations} HTTP/1.1\r\n${head}\r\n${offer}\r\nContent-Length: 1000\r\n\r\n{`;
  expect(statusesOf(await exchange(hasty, ask))).toEqual(["408"]);
});

it("answers one offer after another on one connection", async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ports = new Set<number | undefined>();
  for (let index = 0; index < 30; index += 1) {
    const status = await new Promise((resolve, reject) => {
      const headers = { ...http2, "X-LC-Id": testKeys.appId, "X-LC-Key": testKeys.appKey };
      const call = request(new URL("/1.1/date", server.url), { agent, headers }, (response) => {
        ports.add(response.socket.localPort);
        response.resume().on("end", () => resolve(response.statusCode));
      });
      call.on("error", reject).end();
    });
    expect(status).toBe(200);
  }
  expect(ports.size).toBe(1);
  agent.destroy();
});
