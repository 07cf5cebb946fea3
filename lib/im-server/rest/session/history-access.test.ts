import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { signedText } from "@/lib/protocol/signed-text";
import { codeOf, createTestConversation, sendTestMessage, textsOf } from "../../testing/builders";
import { startTestServer, type TestServer, testKeys } from "../../testing/start-test-server";

let server: TestServer;
let id: string;
beforeAll(async () => {
  server = await startTestServer();
  id = await createTestConversation(server);
  await sendTestMessage(server, id, "signed for");
});
afterAll(() => server.close());

/** The signature parameters for Tom, with what differs. */
function signed(
  changes: { clientId?: string; conversationId?: string; timestamp?: number; key?: string } = {},
) {
  const { clientId = "Tom", conversationId = id, timestamp = Date.now(), key = testKeys.masterKey } = changes;
  const text = signedText({
    operation: "history",
    appId: testKeys.appId,
    clientId,
    conversationId,
    timestamp,
    nonce: "n1",
  });
  const signature = createHmac("sha1", key).update(text).digest("hex");
  return { nonce: "n1", signature_ts: timestamp, signature };
}
const read12 = (query: Record<string, string | number>) =>
  server.call("GET", `/1.2/rtm/conversations/${id}/messages`, { key: "app", query });
const read11 = (query: Record<string, string | number>) =>
  server.call("GET", "/1.1/rtm/messages/history", { key: "app", query });

it("opens a history to the app key with the app server's signature", async () => {
  expect(textsOf((await read12({ client_id: "Tom", ...signed() })).body)).toEqual(["signed for"]);
  expect(textsOf((await read11({ convid: id, peerid: "Tom", ...signed() })).body)).toEqual(["signed for"]);
  const seconds = signed({ timestamp: Math.floor(Date.now() / 1000) });
  expect((await read12({ client_id: "Tom", ...seconds })).status).toBe(200);
  const upper = { ...signed(), client_id: "Tom" };
  expect((await read12({ ...upper, signature: upper.signature.toUpperCase() })).status).toBe(200);
});

it("asks for the master key without one, and for what no signature covers", async () => {
  const { signature, ...rest } = signed();
  for (const reply of [
    await read12({}),
    await read12({ client_id: "Tom", ...rest }),
    await read11({ convid: id, signature }),
    await read11({ from: "Tom", peerid: "Tom", ...signed() }),
    await read11({ peerid: "Tom", ...signed() }),
  ]) {
    expect(reply).toMatchObject({
      status: 400,
      body: { code: 1, error: "The request must be signed by master key." },
    });
  }
});

it("refuses another's, an old or a wrong signature, and one from before a kick", async () => {
  for (const query of [
    { client_id: "Jerry", ...signed() },
    { client_id: "Tom", ...signed({ conversationId: "other" }) },
    { client_id: "Tom", ...signed({ key: testKeys.appKey }) },
    { client_id: "Tom", ...signed({ timestamp: Date.now() - 7 * 3_600_000 }) },
    { client_id: "Tom", ...signed(), signature: "zz" },
  ]) {
    expect(codeOf((await read12(query)).body)).toBe(4302);
  }
  const before = { client_id: "Kim", ...signed({ clientId: "Kim", timestamp: Date.now() - 1000 }) };
  expect((await read12(before)).status).toBe(200);
  await server.call("POST", "/1.2/rtm/clients/Kim/kick", { body: { reason: "" } });
  expect(codeOf((await read12(before)).body)).toBe(4302);
});
