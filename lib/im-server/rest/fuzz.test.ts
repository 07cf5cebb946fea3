import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import {
  codeOf,
  createTestChatroom,
  createTestConversation,
  createTestService,
  sendTestMessage,
} from "../testing/builders";
import { isPathOf, listEndpoints } from "../testing/list-endpoints";
import { restSamples, type Sample } from "../testing/rest-samples";
import { startTestServer, type TestReply, type TestServer } from "../testing/start-test-server";
import type { Endpoint } from "./route";

let server: TestServer;
let endpoints: Endpoint[] = [];
let places: Record<string, string> = {};
beforeAll(async () => {
  endpoints = await listEndpoints();
  server = await startTestServer();
  const conversation = await createTestConversation(server);
  const { messageId } = await sendTestMessage(server, conversation);
  places = {
    conversations: conversation,
    chatrooms: await createTestChatroom(server),
    "service-conversations": await createTestService(server),
    message: messageId,
  };
});
afterAll(() => server.close());

const odd: unknown[] = [
  null,
  "",
  "Tom",
  ["Tom"],
  0,
  -1,
  1.5,
  1e21,
  Number.MAX_SAFE_INTEGER,
  true,
  "\u0000",
  "\ud800",
  "😀",
  "%",
  "NaN",
  "-Infinity",
  "_tmp:x",
  "a".repeat(200),
  { __op: "Add", objects: [{}] },
  { __op: "Increment", amount: "x" },
  { __type: "Date", iso: "x" },
  { __type: "Pointer" },
  { $regex: "(" },
  { $gt: {} },
  { $or: [] },
  { toString: 1, hasOwnProperty: null },
  [[[]]],
  '{"m":{"$in":[null]}}',
  '{"attr.a":{"$regex":"\\\\Qx"}}',
];

function fill(text: string): string {
  return text
    .replace(/ID-([a-z-]+[a-z])/g, (_, group) => places[group] ?? "")
    .replaceAll("MESSAGE", places.message ?? "");
}

/** The sample as it is, or with another query or whole body in its place. */
async function send(
  sample: Sample,
  parts: { query?: Record<string, unknown>; body?: unknown; asText?: boolean } = {},
): Promise<TestReply> {
  const { query = sample.query ?? {}, asText } = parts;
  const body = "body" in parts ? parts.body : sample.body;
  const search = new URLSearchParams(
    Object.entries(query).map(([key, item]) => [
      key,
      fill(typeof item === "string" ? item : JSON.stringify(item)),
    ]),
  );
  return server.call(sample.method, `${fill(sample.path)}?${search}`, {
    body: body === undefined ? undefined : fill(JSON.stringify(body)),
    headers: asText ? { "content-type": "text/plain" } : {},
  });
}

/** An answer, or a refusal in LeanCloud's shape: never an error of the server's own. */
function expectOwnWord({ status, body }: TestReply, what: unknown): void {
  if (status < 300) return;
  expect(status, JSON.stringify(what)).toBeLessThan(500);
  codeOf(body);
}

const sampleOf = ({ method, ...endpoint }: Endpoint) =>
  restSamples.find(
    (sample) =>
      sample.method === method && isPathOf({ method, ...endpoint }, sample.path.replace(/\?.*/, "")),
  );

it("has a sample of every endpoint but the stream", () => {
  const missing = endpoints.filter((endpoint) => sampleOf(endpoint) === undefined);
  expect(missing.map(({ method, path }) => `${method} ${path}`)).toEqual(["GET /parley/1/events"]);
  expect(endpoints.length).toBeGreaterThan(100);
});

it("refuses what an endpoint's own schema does not take, field by field", async () => {
  for (const endpoint of endpoints.filter(({ isStream }) => !isStream)) {
    const sample = sampleOf(endpoint);
    if (sample === undefined) continue;
    for (const part of ["query", "body"] as const) {
      const schema = endpoint[part];
      const own = sample[part] ?? {};
      if (schema === undefined) continue;
      const changed = fieldsOf(schema, own).flatMap((field) => [
        without(own, field),
        ...odd.map((value) => ({ ...own, [field]: value })),
      ]);
      for (let start = 0; start < changed.length; start += 32) {
        const some = changed.slice(start, start + 32);
        await Promise.all(
          some.map(async (given) => {
            const reply = await send(sample, { [part]: given });
            expectOwnWord(reply, [sample.method, sample.path, part, given]);
            const isTaken = schema.safeParse(part === "query" ? asQuery(given) : asJson(given)).success;
            if (!isTaken) expect(reply.status, JSON.stringify([sample, given])).toBeGreaterThanOrEqual(400);
          }),
        );
      }
    }
  }
}, 180_000);

/** The names that a schema knows, or where it takes anything, those that the sample has. */
function fieldsOf(schema: z.ZodType, own: object): string[] {
  const { properties = {} } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return [...new Set([...Object.keys(properties), ...Object.keys(own)])];
}

function without(object: object, field: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== field));
}

/** Values as the server reads them: a query has texts alone, JSON its own idea of what there is. */
function asQuery(query: Record<string, unknown>): Record<string, string> {
  const search = new URLSearchParams(
    Object.entries(query).map(([key, item]) => [
      key,
      fill(typeof item === "string" ? item : JSON.stringify(item)),
    ]),
  );
  return Object.fromEntries(search);
}

function asJson(body: unknown): unknown {
  return JSON.parse(fill(JSON.stringify(body)));
}

it("answers whole bodies, repeated parameters and ids of any kind", async () => {
  const bodies = [null, [], 5, "text", true, {}, [[{}]]];
  const ids = [
    "%00",
    "nope",
    "%F0%9F%98%80",
    "_tmp:x",
    "x".repeat(129),
    "a%2Fb",
    "..%2F",
    "%25",
    "__proto__",
  ];
  for (const endpoint of endpoints.filter(({ isStream }) => !isStream)) {
    const sample = sampleOf(endpoint);
    if (sample === undefined) continue;
    const { method } = sample;
    const path = fill(sample.path);
    const repeated = Object.keys(sample.query ?? {}).map((key) => `${path}?${key}=1&${key}=2`);
    const named = ids
      .map((id) => endpoint.path.replaceAll(/:[^/]+/g, id))
      .filter((each) => each !== endpoint.path);
    const replies = await Promise.all([
      ...(sample.body ? bodies.map((body) => send(sample, { body })) : []),
      ...[...repeated, ...named].map((target) =>
        server.call(method, target, { body: method === "GET" ? undefined : {} }),
      ),
    ]);
    for (const reply of replies) expectOwnWord(reply, [method, path]);
  }
}, 120_000);

/** Keys that endpoints know, so that random values reach behind the first check. */
const knownKeys = [
  ...new Set(
    restSamples.flatMap(({ query, body }) => [...Object.keys(query ?? {}), ...Object.keys(body ?? {})]),
  ),
  ..."ACL unique tr sys mu c scan_key include valid_till mention_all mention_client_ids bin no_sync __op objects __type iso".split(
    " ",
  ),
];
const value = fc.oneof(fc.constantFrom(...odd), fc.jsonValue({ maxDepth: 3 }));
const spoiling = fc.dictionary(fc.oneof(fc.constantFrom(...knownKeys), fc.string({ maxLength: 12 })), value, {
  maxKeys: 3,
});
const request = fc.record({
  sample: fc.constantFrom(...restSamples),
  /** Which of the sample's own values to replace by what. */
  replaced: fc.array(fc.tuple(fc.nat(20), value), { maxLength: 2 }),
  added: spoiling,
  wholeBody: fc.option(value, { freq: 12 }),
  asText: fc.boolean(),
});

/** Replaces some of an object's own values and adds others. */
function spoil(object: object, replaced: [number, unknown][], added: object): Record<string, unknown> {
  const keys = Object.keys(object);
  const changes =
    keys.length === 0 ? [] : replaced.map(([at, value]) => [keys[at % keys.length] ?? "", value]);
  return { ...object, ...Object.fromEntries(changes), ...added };
}

it("never answers an error of its own, whatever is sent where", async () => {
  const statuses = new Set<number>();
  await fc.assert(
    fc.asyncProperty(request, async ({ sample, replaced, added, wholeBody, asText }) => {
      const query = sample.query ? spoil(sample.query, replaced, added) : {};
      const body = sample.body && (wholeBody ?? spoil(sample.body, replaced, added));
      const reply = await send(sample, { query, body, asText });
      statuses.add(reply.status);
      expectOwnWord(reply, [sample.method, sample.path, query, body]);
    }),
    { numRuns: 1500, endOnFailure: true },
  );
  // It reached what lies behind the first check, too.
  expect([...statuses].sort()).toEqual(expect.arrayContaining([200, 400]));
  expect((await server.call("GET", "/1.1/date")).status).toBe(200);
}, 60_000);
