import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type HistoryPage, messageVersionsSchema, type SearchPage } from "@/lib/contracts/messages";
import { createTestConversation, createTestService, sendTestMessage } from "@/lib/im-server/testing/builders";
import { connectRaw } from "@/lib/im-server/testing/raw-client";
import { type CuttingProxy, startCuttingProxy } from "./testing/cutting-proxy";
import { type HostedLook, startHostedLook } from "./testing/hosted-look";
import { startTestConsole, type TestConsole } from "./testing/start-test-console";
import type { TestClient } from "./testing/test-client";

const app = "/api/apps/embedded";
type Sent = { messageId: string; timestamp: number };
let parley: TestConsole;
let proxy: CuttingProxy;
let hosted: HostedLook;
let moderator: TestClient;
let id: string;

/** The console in front of Parley's server, or of one that knows only what LeanCloud does. */
const arrange = (isHosted: boolean) => {
  beforeAll(async () => {
    parley = await startTestConsole({
      between: async (url) => {
        if (isHosted) hosted = await startHostedLook(url);
        else proxy = await startCuttingProxy(url);
        return isHosted ? hosted : proxy;
      },
    });
    moderator = await parley.signIn("moderator");
  });
  afterAll(() => parley.close());
  beforeEach(async () => {
    id = await createTestConversation(parley.im);
  });
};

const pathOf = ({ messageId }: Sent) => `${app}/conversations/${id}/messages/${messageId}`;
const bodyOf = ({ timestamp }: Sent, more: object = {}) => ({ from: "Tom", timestamp, ...more });

async function recallHere(sent: Sent, more: object = {}): Promise<void> {
  const answer = await moderator.send("POST", `${pathOf(sent)}/recall`, bodyOf(sent, more));
  expect(answer.status, answer.text).toBe(200);
}

async function callServer(what: "" | "/recall", sent: Sent, body: object = {}): Promise<void> {
  const path = `/1.2/rtm/conversations/${id}/messages/${sent.messageId}${what}`;
  const place = { from_client: "Tom", timestamp: sent.timestamp };
  expect((await parley.im.call("PUT", path, { body: { ...place, ...body } })).status).toBe(200);
}

async function recallAsTom(sent: Sent): Promise<void> {
  const tom = await connectRaw(parley.im);
  await tom.open("Tom");
  const patch = { cid: id, mid: sent.messageId, timestamp: sent.timestamp, recall: true };
  const reply = await tom.ask({ cmd: "patch", op: "modify", patchMessage: { patches: [patch] } });
  expect(reply.op).toBe("modified");
  tom.close();
}

async function changersOf(path = `${app}/conversations/${id}/messages`): Promise<unknown[]> {
  const answer = await moderator.get(path);
  expect(answer.status, answer.text).toBe(200);
  return (answer.body as Pick<HistoryPage, "messages">).messages.map(({ changedBy }) => changedBy);
}

describe("on Parley's own server", () => {
  arrange(false);

  test("a page names who recalled and edited: a client, an operator, whoever has the master key", async () => {
    const sent = [];
    for (let at = 0; at < 6; at += 1) sent.push(await sendTestMessage(parley.im, id));
    const [one, two, three, four, five] = sent as [Sent, Sent, Sent, Sent, Sent];
    await recallAsTom(one);
    await recallHere(two);
    await callServer("/recall", three);
    await moderator.send("PATCH", pathOf(four), bodyOf(four, { data: "edited" }));
    await callServer("/recall", five, { operation_id: "of another console" });
    const asked = proxy.arrived(/last-changes/);
    const wanted = [
      { kind: "client", id: "Tom" },
      { kind: "operator", name: "moderator" },
      { kind: "key" },
      { kind: "operator", name: "moderator" },
      { kind: "key" },
      null,
    ];
    expect(await changersOf()).toEqual(wanted);
    expect(proxy.arrived(/last-changes/)).toBe(asked + 1);
    expect((await changersOf(`${app}/clients/Tom/messages?limit=6`)).toReversed()).toEqual(wanted);
    expect((await changersOf(`${app}/messages?limit=6`)).toReversed()).toEqual(wanted);
    const last = await moderator.get(`${app}/conversations/last-messages?ids=${id}`);
    expect(last.body).toMatchObject({ messages: { [id]: { changedBy: null } } });
    await recallAsTom(sent[5] as Sent);
    const again = await moderator.get(`${app}/conversations/last-messages?ids=${id}`);
    expect(again.body).toMatchObject({ messages: { [id]: { changedBy: wanted[0] } } });
    const hits = await moderator.get(`${app}/messages/search?q=in:${id}%20kind:recalled`);
    const page = hits.body as SearchPage;
    expect(page.hits.map(({ message }) => message.changedBy)).toEqual([
      wanted[0],
      wanted[4],
      wanted[2],
      wanted[1],
      wanted[0],
    ]);
    expect(page.hits[0]?.before.map(({ changedBy }) => changedBy)).toEqual([wanted[3], wanted[4]]);
  });

  test("a page without edits and recalls asks nothing more", async () => {
    await sendTestMessage(parley.im, id);
    const asked = proxy.arrived(/last-changes/);
    expect(await changersOf()).toEqual([null]);
    expect(proxy.arrived(/last-changes/)).toBe(asked);
  });

  test("names are not worth a page", async () => {
    const sent = await sendTestMessage(parley.im, id);
    await recallAsTom(sent);
    proxy.cutNext("request", /last-changes/, 4);
    expect(await changersOf()).toEqual([null]);
  });

  test("a user's copy of a service's message has a story of its own", async () => {
    id = await createTestService(parley.im);
    const message = { from_client: "Tom", message: "to both", to_clients: ["Ann", "Bob"] };
    const path = `/1.2/rtm/service-conversations/${id}/messages`;
    const { body } = await parley.im.call("POST", path, { body: message });
    const { "msg-id": messageId, timestamp } = body as { "msg-id": string; timestamp: number };
    await recallHere({ messageId, timestamp }, { client: "Ann" });
    const history = `${app}/conversations/${id}/messages`;
    expect(await changersOf(`${history}?client=Ann`)).toEqual([{ kind: "operator", name: "moderator" }]);
    expect(await changersOf(`${history}?client=Bob`)).toEqual([null]);
  });

  test("each version says who replaced it", async () => {
    const sent = await sendTestMessage(parley.im, id, "one");
    await callServer("", sent, { message: "two" });
    await moderator.send("PATCH", pathOf(sent), bodyOf(sent, { data: "three" }));
    await recallAsTom(sent);
    const answer = await moderator.get(`${pathOf(sent)}/versions?timestamp=${sent.timestamp}`);
    const { versions } = messageVersionsSchema.parse(answer.body);
    expect(versions.map(({ data, by }) => [data, by])).toEqual([
      ["one", { kind: "key" }],
      ["two", { kind: "operator", name: "moderator" }],
      ["three", { kind: "client", id: "Tom" }],
    ]);
  });
});

describe("on a hosted app", () => {
  arrange(true);

  test("a recall is named where the audit has it, and another's is not", async () => {
    const [here, elsewhere, tooLate] = [
      await sendTestMessage(parley.im, id),
      await sendTestMessage(parley.im, id),
      await sendTestMessage(parley.im, id),
    ];
    await recallHere(here);
    await callServer("/recall", elsewhere);
    await callServer("/recall", tooLate);
    // Carried out once more it is a success, and not this operator's recall.
    await recallHere(tooLate);
    expect(await changersOf()).toEqual([{ kind: "operator", name: "moderator" }, null, null]);
  });

  test("its server is not told of operations", async () => {
    const sent = await sendTestMessage(parley.im, id);
    await recallHere(sent);
    const place = { conv_id: id, msg_id: sent.messageId, timestamp: sent.timestamp };
    const kept = await parley.im.call("GET", "/parley/1/messages/versions", { query: place });
    expect(kept.body).toMatchObject({ results: [{ operation_id: null }] });
  });
});
