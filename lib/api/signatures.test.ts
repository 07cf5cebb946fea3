import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { connectRaw } from "@/lib/im-server/testing/raw-client";
import { testKeys } from "@/lib/im-server/testing/start-test-server";
import { signedOperations } from "@/lib/protocol/signed-text";
import { startTestConsole, type TestConsole } from "./testing/start-test-console";
import { errorOf, type TestClient } from "./testing/test-client";

const path = "/api/apps/embedded/signatures";
const madeSchema = z.object({ signature: z.string(), text: z.string() });
const checkSchema = z.object({
  text: z.string(),
  parts: z.array(z.object({ part: z.string(), value: z.string() })),
  time: z.object({ state: z.string(), unit: z.string() }),
  verdict: z
    .object({ isRight: z.boolean(), causes: z.array(z.looseObject({ code: z.string() })) })
    .nullable(),
});
const { appId, appKey, masterKey } = testKeys;

let parley: TestConsole;
let admin: TestClient;
let moderator: TestClient;
beforeAll(async () => {
  parley = await startTestConsole();
  admin = await parley.signIn("admin");
  moderator = await parley.signIn("moderator");
});
afterAll(() => parley.close());

const login = (more: Record<string, unknown> = {}) => ({
  operation: "login",
  clientId: "tom",
  timestamp: Date.now(),
  nonce: "n1",
  ...more,
});
const check = async (body: unknown, client = moderator) =>
  checkSchema.parse((await client.send("POST", `${path}/check`, body)).body);
const make = async (body: unknown) => madeSchema.parse((await admin.send("POST", path, body)).body);
const audited = (action: string) =>
  parley.context.db
    .selectFrom("audit")
    .selectAll()
    .where("action", "=", action)
    .orderBy("seq", "desc")
    .executeTakeFirst();

test("a made signature opens a session on the IM server, and the check finds it right", async () => {
  await parley.im.call("PUT", "/parley/1/settings", { body: { signatures: { login: true } } });
  const subject = login({ clientId: "signed-tom" });
  const { signature, text } = await make(subject);
  expect(text).toBe(`${appId}:signed-tom::${subject.timestamp}:n1`);
  const device = await connectRaw(parley.im);
  const opened = await device.open("signed-tom", { s: signature, t: subject.timestamp, n: subject.nonce });
  expect(opened).toMatchObject({ cmd: "session", op: "opened" });
  device.close();
  await parley.im.call("PUT", "/parley/1/settings", { body: {} });
  expect(await check({ ...subject, signature })).toMatchObject({
    text,
    verdict: { isRight: true, causes: [] },
  });
});

test.each(signedOperations)(
  "%s: what is made is found right, and answered to nobody who only checks",
  async (operation) => {
    const subject = login({ operation, conversationId: "c1", members: ["zoe", "adam"] });
    const { signature } = await make(subject);
    const answer = await moderator.send("POST", `${path}/check`, {
      ...subject,
      signature: `${signature.slice(0, 39)}x`,
    });
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain(signature);
    expect((await check({ ...subject, signature })).verdict?.isRight).toBe(true);
  },
);

test("a check says what was signed and what went wrong, and never a key or the right signature", async () => {
  const subject = login({ operation: "start", members: ["zoe", "adam"] });
  const text = `${appId}:tom:zoe:adam:${subject.timestamp}:n1`;
  const signature = createHmac("sha1", appKey).update(text).digest("base64");
  const answer = await moderator.send("POST", `${path}/check`, { ...subject, signature });
  expect(checkSchema.parse(answer.body)).toMatchObject({
    text: `${appId}:tom:adam:zoe:${subject.timestamp}:n1`,
    verdict: { isRight: false, causes: [{ code: "app-key" }, { code: "members-order" }, { code: "base64" }] },
  });
  for (const secret of [masterKey, appKey, createHmac("sha1", masterKey).update(text).digest("hex")]) {
    expect(answer.text).not.toContain(secret);
  }
  expect(parley.logged()).not.toContain(signature);
});

test("without a signature the text alone is answered, and nothing is audited for it", async () => {
  const before = await audited("signature.check");
  expect((await check(login({ nonce: "only-text" }))).verdict).toBeNull();
  expect((await audited("signature.check"))?.seq).toBe(before?.seq);
});

test("both are audited, without the signature and the nonce", async () => {
  const subject = login({ clientId: "audited-tom", nonce: "a-nonce-of-this-test" });
  const { signature } = await make(subject);
  await check({ ...subject, signature: "00".repeat(20) });
  const [made, checked] = [await audited("signature.make"), await audited("signature.check")];
  expect(made).toMatchObject({
    operator_id: admin.operatorId,
    target_id: "audited-tom",
    target_type: "client",
    result: "succeeded",
  });
  expect(checked).toMatchObject({ operator_id: moderator.operatorId, target_id: "audited-tom" });
  expect(JSON.parse(checked?.details ?? "")).toMatchObject({ isRight: false, causes: ["unknown"] });
  for (const row of [made, checked]) {
    expect(row?.details).not.toContain(signature);
    expect(row?.details).not.toContain(subject.nonce);
  }
});

test("a moderator who asks for the right one is refused, and that is audited", async () => {
  expect(errorOf(await moderator.send("POST", path, login())).details).toMatchObject({
    permission: "signature.make",
  });
  expect(await audited("signature.make")).toMatchObject({
    operator_id: moderator.operatorId,
    result: "denied",
  });
});

test("no signature is made for a time to come; one that is over is shown", async () => {
  const hour = 3_600_000;
  const refused = await admin.send("POST", path, login({ timestamp: Date.now() + 7 * hour }));
  expect(errorOf(refused).details).toMatchObject({ fields: { timestamp: expect.any(String) } });
  const old = login({ timestamp: Math.floor(Date.now() / 1000) - 7 * 3600 });
  const { signature } = await make(old);
  expect(await check({ ...old, signature })).toMatchObject({
    time: { state: "expired", unit: "seconds" },
    verdict: { isRight: false, causes: [{ code: "expired" }] },
  });
});

describe("what cannot be signed", () => {
  test.each([
    ["an operation that is none", { operation: "fly" }, "operation"],
    ["no client", { clientId: "" }, "clientId"],
    ["no nonce", { nonce: "" }, "nonce"],
    ["a time that is none", { timestamp: 1.5 }, "timestamp"],
    ["a negative time", { timestamp: -1 }, "timestamp"],
    ["an invitation to nowhere", { operation: "invite", members: ["a"] }, "conversationId"],
    ["an invitation of nobody", { operation: "invite", conversationId: "c" }, "members"],
    ["too many members", { operation: "start", members: Array(501).fill("a") }, "members"],
  ])("%s", async (_name, more, field) => {
    for (const to of [path, `${path}/check`]) {
      const failure = errorOf(await admin.send("POST", to, login(more)));
      expect(failure.code).toBe("bad_request");
      expect(Object.keys(failure.details?.fields ?? {})).toEqual([field]);
    }
  });
});

test("the key of another app is named to those who may check there, and to nobody else", async () => {
  const other = {
    name: "Staging",
    serverUrl: parley.im.url,
    leancloudAppId: "staging-id",
    appKey: "staging-app-key",
    masterKey: "staging-master-key",
  };
  expect((await admin.send("POST", "/api/apps", other)).status).toBe(200);
  const subject = login();
  const signature = createHmac("sha1", other.masterKey)
    .update(`${appId}:tom::${subject.timestamp}:n1`)
    .digest("hex");
  expect((await check({ ...subject, signature })).verdict?.causes).toEqual([
    { code: "other-app-key", detail: "Staging" },
  ]);
  const bound = await parley.signIn("moderator", { appId: "embedded" });
  expect((await check({ ...subject, signature }, bound)).verdict?.causes).toEqual([
    { code: "unknown", detail: null },
  ]);
});

test("five hundred members and a wrong signature are judged without holding up the console", async () => {
  const members = Array.from({ length: 500 }, (_, index) => `${"m".repeat(55)}-${index}`);
  const subject = login({ operation: "invite", conversationId: "c1", members, signature: "00".repeat(20) });
  expect((await check(subject)).verdict?.causes).toEqual([{ code: "unknown", detail: null }]);
});
