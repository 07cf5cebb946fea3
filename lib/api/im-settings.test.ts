import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { settleOperation } from "@/lib/console/operations/settle-operation";
import { testKeys } from "@/lib/im-server/testing/start-test-server";
import { appSettingsReplySchema } from "@/lib/protocol/app-settings";
import { startHostedLook } from "./testing/hosted-look";
import { startTestConsole, type TestConsole } from "./testing/start-test-console";
import { changedOf, errorOf, type TestClient } from "./testing/test-client";

const path = "/api/apps/embedded/im-settings";
let parley: TestConsole;
let admin: TestClient;
beforeAll(async () => {
  parley = await startTestConsole();
  parley.context.timing = { settlePausesMs: [], settleWindowMs: -1 };
  admin = await parley.signIn("admin");
});
afterAll(() => parley.close());
beforeEach(async () => {
  await parley.im.call("PUT", "/parley/1/settings", { body: {} });
});

const read = async () => appSettingsReplySchema.parse((await admin.get(path)).body);
const put = (settings: unknown, revision: number, key?: string) =>
  admin.send("PUT", path, { settings, revision }, { key });
const audited = () =>
  parley.context.db
    .selectFrom("audit")
    .selectAll()
    .where("action", "=", "app.settings")
    .orderBy("seq", "desc")
    .executeTakeFirstOrThrow();

test("are read, changed and in force on the IM server", async () => {
  const { revision, ...settings } = await read();
  const answer = await put(
    { ...settings, wordFilter: ["darn"], features: { ...settings.features, edit: false } },
    revision,
  );
  expect(changedOf(answer, appSettingsReplySchema)).toMatchObject({
    state: "succeeded",
    result: { revision: revision + 1, wordFilter: ["darn"], features: { edit: false, recall: true } },
  });
  expect((await parley.im.call("GET", "/parley/1/settings")).body).toMatchObject({ wordFilter: ["darn"] });
});

test("a change is audited as what differs, with its operation", async () => {
  const { revision, ...settings } = await read();
  const key = randomUUID();
  await put(
    { ...settings, signatures: { ...settings.signatures, login: true }, wordFilter: ["one", "two"] },
    revision,
    key,
  );
  const row = await audited();
  expect(row).toMatchObject({
    result: "succeeded",
    operator_id: admin.operatorId,
    operation_id: key,
    target_id: "embedded",
    target_href: "/apps/embedded/settings",
  });
  const details = JSON.parse(row.details);
  expect(details.before).toMatchObject({ signatures: { login: false }, wordFilter: { words: 0 } });
  expect(details.after).toMatchObject({
    signatures: { login: true },
    wordFilter: { words: 2, added: ["one", "two"] },
  });
});

test("a second look at the same key changes nothing again", async () => {
  const { revision, ...settings } = await read();
  const key = randomUUID();
  const change = { ...settings, wordFilter: ["once"] };
  expect((await put(change, revision, key)).status).toBe(200);
  expect((await put(change, revision, key)).headers.get("idempotent-replay")).toBe("true");
  expect((await read()).revision).toBe(revision + 1);
});

test("what somebody else changed meanwhile is not written over", async () => {
  const { revision, ...settings } = await read();
  await parley.im.call("PUT", "/parley/1/settings", { body: { wordFilter: ["theirs"] } });
  const answer = await put({ ...settings, wordFilter: ["mine"] }, revision);
  expect(answer.status).toBe(409);
  expect(errorOf(answer)).toMatchObject({ code: "conflict", fault: "you" });
  expect((await read()).wordFilter).toEqual(["theirs"]);
  expect(await audited()).toMatchObject({ result: "failed" });
});

test("of two at once one is refused", async () => {
  const { revision, ...settings } = await read();
  const answers = await Promise.all(
    ["a", "b"].map((word) => put({ ...settings, wordFilter: [word] }, revision)),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
});

test.each([
  ["a hook address that is none", { hooks: { url: "nonsense" } }, "settings.hooks.url"],
  ["a hook that there is not", { hooks: { enabled: ["_none"] } }, "settings.hooks.enabled.0"],
  ["too short a time-out", { hooks: { timeoutMs: 5 } }, "settings.hooks.timeoutMs"],
  ["an empty word", { wordFilter: [""] }, "settings.wordFilter.0"],
  ["too many words", { wordFilter: Array(10_001).fill("w") }, "settings.wordFilter"],
  ["a web hook that is none", { serviceWebHook: "ftp://a" }, "settings.serviceWebHook"],
])("%s is refused by its field", async (_name, settings, field) => {
  const failure = errorOf(await put(settings, 0));
  expect(failure.code).toBe("bad_request");
  expect(Object.keys(failure.details?.fields ?? {})).toEqual([field]);
});

test("a change whose answer was lost is found again by what stands there", async () => {
  const { revision, ...settings } = await read();
  const { db } = parley.context;
  const lose = async (word: string, from: number) => {
    const key = randomUUID();
    await put({ ...settings, wordFilter: [word] }, from, key);
    await db
      .updateTable("operations")
      .set({ state: "unknown", settled_at: null, result_sealed: null })
      .where("id", "=", key)
      .execute();
    return key;
  };
  const settled = async (key: string) => {
    await settleOperation(parley.context, key);
    return (await db.selectFrom("operations").select("state").where("id", "=", key).executeTakeFirstOrThrow())
      .state;
  };
  const first = await lose("kept", revision);
  expect(await settled(first)).toBe("succeeded");
  const second = await lose("written over", revision + 1);
  await parley.im.call("PUT", "/parley/1/settings", { body: {} });
  expect(await settled(second)).toBe("unknown");
  const now = await read();
  await parley.im.call("PUT", "/parley/1/settings", { body: { wordFilter: ["quicker"] } });
  const third = await lose("too late", now.revision);
  expect(await settled(third)).toBe("failed");
});

test("a hosted app has none here, and says so", async () => {
  const hosted = await startHostedLook(parley.im.url);
  const made = await admin.send("POST", "/api/apps", {
    name: "Hosted",
    serverUrl: hosted.url,
    leancloudAppId: testKeys.appId,
    appKey: testKeys.appKey,
    masterKey: testKeys.masterKey,
  });
  const apps = await admin.get("/api/session");
  const id = /"id":"([^"]+)","name":"Hosted"/.exec(apps.text)?.[1];
  expect(made.status).toBe(200);
  for (const answer of [
    await admin.get(`/api/apps/${id}/im-settings`),
    await admin.send("PUT", `/api/apps/${id}/im-settings`, { settings: {}, revision: 0 }),
  ]) {
    expect(errorOf(answer)).toMatchObject({ code: "not_supported", details: { capability: "settings" } });
  }
  await hosted.close();
});

test("a server that was updated offers them at once, and one that was just asked is not asked again", async () => {
  const older = (askedAgo: number) =>
    parley.context.db
      .updateTable("apps")
      .set({ capabilities: "[]", capabilities_at: Date.now() - askedAgo })
      .where("id", "=", "embedded")
      .execute();
  await older(0);
  expect(errorOf(await admin.get("/api/apps/embedded/im-settings")).code).toBe("not_supported");
  await older(60_000);
  expect((await admin.get("/api/apps/embedded/im-settings")).status).toBe(200);
});
