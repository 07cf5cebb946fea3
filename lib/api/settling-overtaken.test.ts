import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { beginOperation } from "@/lib/console/operations/begin-operation";
import { interrupt } from "@/lib/console/operations/resume-operations";
import { settleOperation } from "@/lib/console/operations/settle-operation";
import { operationSchema } from "@/lib/contracts/common";
import { createTestConversation, sendTestMessage } from "@/lib/im-server/testing/builders";
import { connectRaw } from "@/lib/im-server/testing/raw-client";
import { type CuttingProxy, startCuttingProxy } from "./testing/cutting-proxy";
import { type HostedLook, startHostedLook } from "./testing/hosted-look";
import { startTestConsole, type TestConsole } from "./testing/start-test-console";
import type { TestClient } from "./testing/test-client";

const app = "/api/apps/embedded";
let parley: TestConsole;
let proxy: CuttingProxy;
let hosted: HostedLook;
let admin: TestClient;
let id: string;
let sent: { messageId: string; timestamp: number };

const arrange = (isHosted: boolean) => {
  beforeAll(async () => {
    parley = await startTestConsole({
      between: async (url) => {
        if (isHosted) hosted = await startHostedLook(url);
        else proxy = await startCuttingProxy(url);
        return isHosted ? hosted : proxy;
      },
    });
    parley.context.timing = { settlePausesMs: [], settleWindowMs: -1 };
    admin = await parley.signIn("admin");
  });
  afterAll(() => parley.close());
  beforeEach(async () => {
    parley.context.timing.settleWindowMs = -1;
    id = await createTestConversation(parley.im);
    sent = await sendTestMessage(parley.im, id, "first");
  });
};

/** Edits or recalls with an answer that never comes, because the request did not arrive or its reply did not. */
async function lose(what: "edit" | "recall", cut: "request" | "reply"): Promise<string> {
  const key = randomUUID();
  const path = `${app}/conversations/${id}/messages/${sent.messageId}`;
  const body = { from: "Tom", timestamp: sent.timestamp };
  const isChange = (method: string, at: string) => method === "PUT" && at.includes(sent.messageId);
  const fault = cut === "request" ? "lost" : "cut";
  if (hosted) hosted.mood = { fail: (at, method) => (isChange(method, at) ? fault : null) };
  // A recall is tried again by itself.
  else proxy.cutNext(cut, /^PUT .*messages/, what === "recall" ? 3 : 1);
  const answer =
    what === "edit"
      ? await admin.send("PATCH", path, { ...body, data: "ours" }, { key })
      : await admin.send("POST", `${path}/recall`, body, { key });
  if (hosted) hosted.mood = {};
  expect(answer.status, answer.text).toBe(202);
  return key;
}

async function edit(message: string): Promise<void> {
  const path = `/1.2/rtm/conversations/${id}/messages/${sent.messageId}`;
  const body = { from_client: "Tom", timestamp: sent.timestamp, message };
  expect((await parley.im.call("PUT", path, { body })).status).toBe(200);
}
async function remove(): Promise<void> {
  const path = `/1.2/rtm/conversations/${id}/messages/${sent.messageId}`;
  const query = { from_client: "Tom", timestamp: sent.timestamp };
  expect((await parley.im.call("DELETE", path, { query })).status).toBe(200);
}
/** What Tom's own client does. */
async function patchAsTom(patch: { recall?: true; data?: string }): Promise<void> {
  const tom = await connectRaw(parley.im);
  await tom.open("Tom");
  const patches = [{ cid: id, mid: sent.messageId, timestamp: sent.timestamp, ...patch }];
  expect((await tom.ask({ cmd: "patch", op: "modify", patchMessage: { patches } })).op).toBe("modified");
  tom.close();
}

/** What is told of it after a look. */
async function settled(key: string) {
  await settleOperation(parley.context, key);
  const { state, settledAt, result, error } = operationSchema.parse(
    (await admin.get(`/api/operations/${key}`)).body,
  );
  return { state, isOver: settledAt !== null, result, why: error?.details?.why };
}
const succeeded = (overtaken: object | null) => ({
  state: "succeeded",
  isOver: true,
  result: overtaken && { overtaken: { at: expect.any(Number), ...overtaken } },
  why: undefined,
});
const failed = { state: "failed", isOver: true, result: null, why: undefined };
const unknowable = { state: "unknown", isOver: true, result: null, why: "not-kept" };
const tom = { kind: "client", id: "Tom" };
const key = { kind: "key" };

describe("on Parley's own server", () => {
  arrange(false);

  test.each([
    ["changed again by a client", () => patchAsTom({ data: "Tom's" }), { cause: "edit", by: tom }],
    ["changed again over REST", () => edit("theirs"), { cause: "edit", by: key }],
    ["recalled by a client", () => patchAsTom({ recall: true }), { cause: "recall", by: tom }],
    ["deleted", remove, { cause: "delete", by: key }],
    ["left alone", () => Promise.resolve(), null],
  ])("an edit that was carried out and then %s has succeeded", async (_how, undo, overtaken) => {
    const edited = await lose("edit", "reply");
    await undo();
    expect(await settled(edited)).toEqual(succeeded(overtaken));
    const row = await parley.context.db
      .selectFrom("audit")
      .select(["result", "details"])
      .where("operation_id", "=", edited)
      .orderBy("seq", "desc")
      .executeTakeFirstOrThrow();
    expect({ ...row, details: JSON.parse(row.details) }).toMatchObject({
      result: "succeeded",
      details: { settled: true, ...(overtaken ? { overtaken } : {}) },
    });
  });

  test.each([
    ["changed by others", () => edit("theirs")],
    [
      "changed by a client to the same text, and back",
      async () => {
        await patchAsTom({ data: "ours" });
        await patchAsTom({ data: "first" });
      },
    ],
    ["recalled by a client", () => patchAsTom({ recall: true })],
    ["deleted", remove],
    ["left alone", () => Promise.resolve()],
  ])("an edit that never arrived has failed, although the message was %s", async (_how, meanwhile) => {
    const edited = await lose("edit", "request");
    await meanwhile();
    expect(await settled(edited)).toEqual(failed);
  });

  test("a recall that was carried out stays so when the message is deleted", async () => {
    const recalled = await lose("recall", "reply");
    await remove();
    expect(await settled(recalled)).toEqual(succeeded({ cause: "delete", by: key }));
  });

  test("a recall that somebody else was quicker with has its way, and says whose it was", async () => {
    const recalled = await lose("recall", "request");
    await patchAsTom({ recall: true });
    expect(await settled(recalled)).toEqual(succeeded({ cause: "recall", by: tom }));
  });

  test("a recall that never arrived has failed", async () => {
    const recalled = await lose("recall", "request");
    await remove();
    expect(await settled(recalled)).toEqual(failed);
  });

  test("where the server kept no operation, the text among the versions tells", async () => {
    const edited = await lose("edit", "request");
    await edit("ours");
    await patchAsTom({ data: "Tom's" });
    expect(await settled(edited)).toEqual(succeeded({ cause: "edit", by: tom }));
  });

  test("another operator's edit to the same text is not this one", async () => {
    const edited = await lose("edit", "request");
    const path = `${app}/conversations/${id}/messages/${sent.messageId}`;
    const body = { from: "Tom", timestamp: sent.timestamp };
    for (const data of ["ours", "else"]) {
      expect((await admin.send("PATCH", path, { ...body, data })).status).toBe(200);
    }
    expect(await settled(edited)).toEqual(failed);
  });
});

describe("on a hosted app", () => {
  arrange(true);

  test.each([
    ["edit", "changed by others", () => edit("theirs")],
    ["edit", "recalled", () => patchAsTom({ recall: true })],
    ["edit", "deleted", remove],
    ["recall", "deleted", remove],
    ["recall", "changed by others", () => edit("theirs")],
  ] as const)(
    "of an %s nobody can know, when the message was %s meanwhile",
    async (what, _how, meanwhile) => {
      const lost = await lose(what, "request");
      await meanwhile();
      // As long as it may still arrive, a later look may find it.
      parley.context.timing.settleWindowMs = 60_000;
      expect(await settled(lost)).toMatchObject({ state: "unknown", isOver: false });
      parley.context.timing.settleWindowMs = -1;
      expect(await settled(lost)).toEqual(unknowable);
    },
  );

  test.each(["edit", "recall"] as const)("an %s is seen when nobody came after it", async (what) => {
    expect(await settled(await lose(what, "reply"))).toEqual(succeeded(null));
  });

  test.each(["edit", "recall"] as const)("an %s has failed when the message is as it was", async (what) => {
    expect(await settled(await lose(what, "request"))).toEqual(failed);
  });

  test("of an edit that Parley stopped in nothing is known, unless its text is there", async () => {
    const { context } = parley;
    const input = {
      params: { conversationId: id, messageId: sent.messageId },
      body: { from: "Tom", timestamp: sent.timestamp, data: "ours" },
    };
    const begin = async () => {
      const { row } = await beginOperation(context, {
        id: randomUUID(),
        operatorId: admin.operatorId ?? "",
        appId: "embedded",
        action: "message.edit",
        request: randomUUID(),
        input: { input, target: null },
        requestId: "request",
        ip: null,
      });
      await interrupt(context, row);
      return row.id;
    };
    expect(await settled(await begin())).toEqual(unknowable);
    await edit("ours");
    expect(await settled(await begin())).toEqual(succeeded(null));
  });
});
