import http from "node:http";
import { afterEach, expect, test } from "vitest";
import { settleClientAddresses } from "./client-address";

let end = () => {};
afterEach(() => end());

/** What a server of this process sees as `X-Forwarded-For`. */
async function seen(trusted: string[], sent: string | null): Promise<string> {
  end = settleClientAddresses(trusted);
  const server = http.createServer((request, response) => response.end(request.headers["x-forwarded-for"]));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const reply = await fetch(`http://127.0.0.1:${port}/`, {
    headers: { connection: "close", ...(sent === null ? {} : { "x-forwarded-for": sent }) },
  });
  const text = await reply.text();
  await new Promise((resolve) => server.close(resolve));
  return text;
}

test.each([
  { trusted: [], sent: null, expected: "127.0.0.1" },
  { trusted: [], sent: "203.0.113.9", expected: "127.0.0.1" },
  { trusted: ["10.0.0.0/8"], sent: "203.0.113.9", expected: "127.0.0.1" },
  { trusted: ["127.0.0.1"], sent: "203.0.113.9", expected: "203.0.113.9" },
  { trusted: ["127.0.0.1"], sent: "1.1.1.1, 203.0.113.9", expected: "203.0.113.9" },
  { trusted: ["127.0.0.0/8", "10.0.0.0/8"], sent: "1.1.1.1, 203.0.113.9, 10.1.2.3", expected: "203.0.113.9" },
  { trusted: ["127.0.0.1"], sent: "::ffff:203.0.113.9", expected: "203.0.113.9" },
  { trusted: ["127.0.0.1"], sent: "2001:db8::1", expected: "2001:db8::1" },
  { trusted: ["127.0.0.1"], sent: "somewhere", expected: "127.0.0.1" },
  { trusted: ["127.0.0.1"], sent: null, expected: "127.0.0.1" },
])("from 127.0.0.1 saying $sent, $trusted trusted: $expected", async ({ trusted, sent, expected }) => {
  expect(await seen(trusted, sent)).toBe(expected);
});
