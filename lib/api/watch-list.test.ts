import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { connectRaw } from "@/lib/im-server/testing/raw-client";
import { testKeys } from "@/lib/im-server/testing/start-test-server";
import { startHostedLook } from "./testing/hosted-look";
import { startTestConsole, type TestConsole } from "./testing/start-test-console";
import { changedOf, errorOf, type TestClient } from "./testing/test-client";

const path = "/api/apps/embedded/watch-list";
const listSchema = z.object({
  clients: z.array(z.object({ clientId: z.string(), note: z.string(), addedAt: z.number() })),
  limit: z.literal(200),
});
const presenceSchema = z.object({
  online: z.array(z.string()),
  seenAt: z.record(z.string(), z.number()),
});

let parley: TestConsole;
let me: TestClient;
beforeAll(async () => {
  parley = await startTestConsole();
});
afterAll(() => parley.close());
beforeEach(async () => {
  me = await parley.signIn("agent");
});

const read = async (client = me) => listSchema.parse((await client.get(path)).body).clients;
const ids = async (client = me) => (await read(client)).map(({ clientId }) => clientId);
const add = (clients: { clientId: string; note?: string }[], client = me) =>
  client.send("POST", path, { clients });
const audited = (action: string) =>
  parley.context.db
    .selectFrom("audit")
    .selectAll()
    .where("action", "=", action)
    .where("operator_id", "=", me.operatorId)
    .execute();

test("is empty, grows by id, and answers itself after every change", async () => {
  expect(await read()).toEqual([]);
  const answer = await add([{ clientId: "tom", note: " refund " }, { clientId: "jerry" }]);
  expect(changedOf(answer, listSchema).result.clients).toMatchObject([
    { clientId: "jerry", note: "" },
    { clientId: "tom", note: "refund" },
  ]);
  const edited = await me.send("PATCH", `${path}/tom`, { note: "settled" });
  expect(changedOf(edited, listSchema).result.clients).toMatchObject([
    {},
    { clientId: "tom", note: "settled" },
  ]);
  const removed = await me.send("DELETE", `${path}/jerry`);
  expect(changedOf(removed, listSchema).result.clients).toMatchObject([{ clientId: "tom" }]);
  expect(await ids()).toEqual(["tom"]);
});

test("whoever is on it already keeps the note", async () => {
  await add([{ clientId: "tom", note: "first" }]);
  await add([{ clientId: "tom", note: "second" }, { clientId: "spike" }]);
  expect(await read()).toMatchObject([{ clientId: "spike" }, { clientId: "tom", note: "first" }]);
});

test("is each operator's own, in each app its own", async () => {
  const other = await parley.signIn("admin");
  await add([{ clientId: "tom" }]);
  expect(await ids(other)).toEqual([]);
  expect(errorOf(await other.send("DELETE", `${path}/tom`)).code).toBe("not_found");
  expect(errorOf(await other.send("PATCH", `${path}/tom`, { note: "x" })).code).toBe("not_found");
  expect(await ids()).toEqual(["tom"]);
});

test("holds two hundred; a change that goes over it does nothing", async () => {
  const many = Array.from({ length: 199 }, (_, index) => ({ clientId: `client-${index}` }));
  expect((await add(many)).status).toBe(200);
  const failure = errorOf(await add([{ clientId: "one" }, { clientId: "two" }]));
  expect(failure).toMatchObject({
    code: "bad_request",
    details: { fields: { clients: expect.any(String) } },
  });
  expect(await ids()).toHaveLength(199);
  expect((await add([{ clientId: "one" }, { clientId: "client-0" }])).status).toBe(200);
  expect(errorOf(await add([...many, ...many])).code).toBe("bad_request");
});

describe("what cannot be watched", () => {
  test.each([
    ["nobody", { clients: [] }],
    ["an empty id", { clients: [{ clientId: "" }] }],
    ["an id too long", { clients: [{ clientId: "x".repeat(65) }] }],
    ["a note too long", { clients: [{ clientId: "a", note: "x".repeat(201) }] }],
    ["no list at all", { clientIds: ["a"] }],
  ])("%s", async (_name, body) => {
    expect(errorOf(await me.send("POST", path, body)).code).toBe("bad_request");
    expect(await ids()).toEqual([]);
  });
});

test("changes are audited without the notes, which are the operator's alone", async () => {
  await add([{ clientId: "tom", note: "a private word" }]);
  await me.send("PATCH", `${path}/tom`, { note: "another private word" });
  await me.send("DELETE", `${path}/tom`);
  const rows = (
    await Promise.all(["add", "edit", "remove"].map((verb) => audited(`watch-list.${verb}`)))
  ).flat();
  expect(rows.map((row) => row.action)).toEqual(["watch-list.add", "watch-list.edit", "watch-list.remove"]);
  expect(JSON.parse(rows[0]?.details ?? "")).toMatchObject({ input: { clientIds: ["tom"] } });
  expect(rows[1]).toMatchObject({ target_id: "tom", target_type: "client" });
  expect(rows.map((row) => row.details).join()).not.toContain("private word");
});

test("presence tells who is there and when the others were", async () => {
  const from = Date.now();
  const [here, gone] = [await connectRaw(parley.im), await connectRaw(parley.im)];
  await here.open("w-here");
  await gone.open("w-gone");
  await add([{ clientId: "w-here" }, { clientId: "w-gone" }, { clientId: "w-never" }]);
  const presence = async () => presenceSchema.parse((await me.get(`${path}/presence`)).body);
  expect((await presence()).online.sort()).toEqual(["w-gone", "w-here"]);
  gone.close();
  await expect.poll(async () => (await presence()).online).toEqual(["w-here"]);
  const { seenAt } = await presence();
  expect(Object.keys(seenAt)).toEqual(["w-gone"]);
  expect(seenAt["w-gone"]).toBeGreaterThanOrEqual(from);
  here.close();
});

test("presence of a hosted app is asked for twenty at a time, and last times are not known", async () => {
  const hosted = await startHostedLook(parley.im.url);
  const admin = await parley.signIn("admin");
  const connection = { serverUrl: hosted.url, leancloudAppId: testKeys.appId };
  const keys = { appKey: testKeys.appKey, masterKey: testKeys.masterKey };
  await admin.send("POST", "/api/apps", { name: "Hosted", ...connection, ...keys });
  const { id } = await parley.context.db
    .selectFrom("apps")
    .select("id")
    .where("name", "=", "Hosted")
    .executeTakeFirstOrThrow();
  const own = `/api/apps/${id}/watch-list`;
  const device = await connectRaw(parley.im);
  await device.open("h-44");
  const clients = Array.from({ length: 45 }, (_, index) => ({ clientId: `h-${index}` }));
  expect((await admin.send("POST", own, { clients })).status).toBe(200);
  expect((await admin.get(`${own}/presence`)).body).toEqual({
    online: ["h-44"],
    seenAt: {},
    asOf: expect.any(Number),
  });
  device.close();
  await admin.send("DELETE", `/api/apps/${id}`);
  const left = await parley.context.db
    .selectFrom("watched_clients")
    .select("client_id")
    .where("app_id", "=", id)
    .execute();
  expect(left).toEqual([]);
  await hosted.close();
});
