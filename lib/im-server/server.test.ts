import { connect, type Socket } from "node:net";
import { afterEach, expect, it, vi } from "vitest";
import { startTestServer, testKeys } from "./testing/start-test-server";

afterEach(() => vi.useRealTimers());

async function opened(port: number): Promise<Socket | null> {
  const socket = connect(port, "127.0.0.1");
  return new Promise((resolve) => {
    socket.once("connect", () => resolve(socket));
    socket.once("error", () => resolve(null));
  });
}

it("does not wait for connections that have become idle since it was told to close", async () => {
  const server = await startTestServer();
  const port = Number(new URL(server.url).port);
  const client = await opened(port);
  if (client === null) throw new Error("not listening");
  let answer = "";
  client.on("data", (bytes) => {
    answer += bytes.toString();
  });
  const ended = new Promise((resolve) => client.once("close", resolve));
  client.write(
    `POST /1.2/rtm/clients/check-online HTTP/1.1\r\nHost: x\r\nX-LC-Id: ${testKeys.appId}\r\nX-LC-Key: ${testKeys.masterKey},master\r\nExpect: 100-continue\r\nContent-Length: 17\r\n\r\n`,
  );
  await vi.waitUntil(() => answer.includes("100 Continue"), { timeout: 30_000 });
  // The grace after which everything is ended never comes.
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  const closed = server.close();
  for (let other = await opened(port); other !== null; other = await opened(port)) other.destroy();
  client.write('{"client_ids":[]}');
  await Promise.all([closed, ended]);
  expect(answer).toContain('{"results":[]}');
}, 30_000);
