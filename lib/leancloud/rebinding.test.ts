import dns from "node:dns";
import http from "node:http";
import { syncBuiltinESMExports } from "node:module";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { createLeanCloud } from "./request";

const answers: string[][] = [];
// The one thing that cannot be had for real: a name server that answers another address each time.
function lookUp(_name: string, _options: object, callback: (error: null, found: object[]) => void): void {
  const addresses = answers.shift() ?? [];
  callback(
    null,
    addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
  );
}

const systemLookup = dns.lookup;
function useLookup(lookup: object): void {
  Object.assign(dns, { lookup });
  syncBuiltinESMExports();
}

let reached: string[] = [];
const server = http.createServer((request, response) => {
  reached.push(request.url ?? "");
  response.end("{}");
});
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  useLookup(lookUp);
});
beforeEach(() => {
  reached = [];
  answers.length = 0;
});
afterAll(() => {
  useLookup(systemLookup);
  server.closeAllConnections();
  server.close();
});

const call = (policy: { allowPrivate: boolean; allowLoopback: boolean }, scheme = "https") => {
  const { port } = server.address() as AddressInfo;
  const serverUrl = `${scheme}://rebind.example.com:${port}`;
  const keys = { appId: "app", appKey: "key", masterKey: "master" };
  const upstream = createLeanCloud({ serverUrl, ...keys, policy });
  return upstream.call({ method: "GET", path: "/x", schema: z.looseObject({}) });
};
const production = { allowPrivate: false, allowLoopback: false };

test.each([
  [["127.0.0.1"]],
  [["::1"]],
  [["::ffff:127.0.0.1"]],
  [["169.254.169.254"]],
  // One right address does not excuse the other.
  [["8.8.8.8", "127.0.0.1"]],
  [["127.0.0.1", "8.8.8.8"]],
])("a name that leads to %j now is not connected to, whatever it led to before", async (addresses) => {
  answers.push(addresses);
  await expect(call(production)).rejects.toMatchObject({ kind: "address-refused" });
  expect(reached).toEqual([]);
  expect(answers).toEqual([]);
});

test("the address that was checked is the one that is connected to: the name is asked once", async () => {
  const open = { allowPrivate: true, allowLoopback: true };
  answers.push(["127.0.0.1"], ["8.8.8.8"]);
  await call(open, "http");
  expect(reached).toEqual(["/x"]);
  expect(answers).toEqual([["8.8.8.8"]]);
});

test("a connection that was allowed once is not used under a stricter policy", async () => {
  const open = { allowPrivate: true, allowLoopback: true };
  answers.push(["127.0.0.1"]);
  await call(open, "http");
  answers.push(["127.0.0.1"]);
  await expect(call(production, "https")).rejects.toMatchObject({ kind: "address-refused" });
  expect(reached).toEqual(["/x"]);
});
