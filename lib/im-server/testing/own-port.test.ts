import { createServer, type Server } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { ownPort } from "./own-port";

function listen(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
    onTestFinished(() => void server.close());
  });
}

test("is free, another each time, and none of those that are given to whoever asks for any", async () => {
  const ports = await Promise.all(Array.from({ length: 20 }, ownPort));
  await Promise.all(ports.map(listen));
  expect(new Set(ports).size).toBe(20);
  expect(Math.max(...ports)).toBeLessThan(32_768);
});
