import { afterAll, beforeAll, expect, it } from "vitest";
import { appSettingsReplySchema } from "@/lib/protocol/app-settings";
import { codeOf } from "../../testing/builders";
import { startTestServer, type TestServer } from "../../testing/start-test-server";

const path = "/parley/1/settings";
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const get = async () => appSettingsReplySchema.parse((await server.call("GET", path)).body);
const put = (body: Record<string, unknown>) => server.call("PUT", path, { body });

it("begins with the defaults, and answers what was put, after a restart too", async () => {
  expect(await get()).toMatchObject({ revision: 0, signatures: { login: false }, wordFilter: [] });
  const answer = await put({ wordFilter: ["darn"], signatures: { login: true } });
  expect(appSettingsReplySchema.parse(answer.body)).toEqual(await get());
  await server.restart();
  expect(await get()).toMatchObject({
    revision: 1,
    signatures: { login: true, conversations: false },
    wordFilter: ["darn"],
  });
});

it("refuses a change of settings that were changed meanwhile", async () => {
  const { revision } = await get();
  const both = await Promise.all([
    put({ wordFilter: ["one"], revision }),
    put({ wordFilter: ["two"], revision }),
  ]);
  const refused = both.find((answer) => answer.status !== 200);
  expect(both.map((answer) => answer.status).sort()).toEqual([200, 400]);
  expect(codeOf(refused?.body)).toBe(305);
  const now = await get();
  expect(now.revision).toBe(revision + 1);
  expect((await put({ wordFilter: ["late"], revision })).status).toBe(400);
  expect(await get()).toEqual(now);
});

it("changes them whatever they are when no revision is named, and counts that", async () => {
  const { revision } = await get();
  await put({});
  expect(await get()).toMatchObject({ revision: revision + 1, wordFilter: [] });
});

it("refuses what is no setting, and whoever has no master key", async () => {
  for (const body of [
    { hooks: { url: "ftp://example.com" } },
    { hooks: { enabled: ["_none"] } },
    { hooks: { timeoutMs: 99 } },
    { wordFilter: [""] },
    { revision: -1 },
  ]) {
    expect((await put(body)).status).toBe(400);
  }
  expect((await server.call("GET", path, { key: "app" })).status).toBe(400);
  expect((await server.call("PUT", path, { key: "app", body: {} })).status).toBe(400);
});
