import { afterAll, beforeAll, expect, it } from "vitest";
import { searchReplySchema, versionsReplySchema } from "@/lib/protocol/rest/parley";
import { createTestConversation, sendTestMessage, textsOf } from "../../testing/builders";
import { startTestServer, type TestServer } from "../../testing/start-test-server";

const DAY = 86_400_000;
const patient = { timeout: 15_000 };
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ historyDays: 30 });
});
afterAll(() => server.close());

/** Messages `days` old, as an import brings them. */
async function importOld(conv_id: string, days: number, texts: string[]) {
  const timestamp = Date.now() - days * DAY;
  const messages = texts.map((message, index) => ({
    from_client: "Tom",
    message,
    timestamp: timestamp + index,
  }));
  const { body } = await server.call("POST", "/parley/1/import/messages", { body: { conv_id, messages } });
  return (body as { results: { "msg-id": string; timestamp: number }[] }).results;
}

it("forgets messages when they are older than the days asked for, and what they said before", async () => {
  const conv_id = await createTestConversation(server);
  const path = `/1.2/rtm/conversations/${conv_id}`;
  const [first] = await importOld(conv_id, 29, ["fresh one", "fresh two"]);
  await server.call("PUT", `${path}/messages/${first?.["msg-id"]}`, {
    body: { from_client: "Tom", message: "fresh three", timestamp: first?.timestamp },
  });
  const other = await createTestConversation(server);
  const old = await importOld(
    other,
    31,
    Array.from({ length: 700 }, (_, index) => `stale ${index}`),
  );
  await sendTestMessage(server, other, "news");
  // Which it looks for at its start, and then once a minute.
  await server.restart();

  const history = async (id: string) =>
    textsOf((await server.call("GET", `/1.2/rtm/conversations/${id}/messages`)).body);
  await expect.poll(() => history(other), patient).toEqual(["news"]);
  expect(await history(conv_id)).toEqual(["fresh two", "fresh three"]);
  const search = await server.call("GET", "/parley/1/messages/search", { query: { q: "stale" } });
  expect(searchReplySchema.parse(search.body).results).toEqual([]);
  const versionsOf = async (id: string, place = old[0]) => {
    const query = { conv_id: id, msg_id: place?.["msg-id"] ?? "", timestamp: place?.timestamp ?? 0 };
    const { body } = await server.call("GET", "/parley/1/messages/versions", { query });
    return versionsReplySchema.parse(body).results.map(({ data }) => data);
  };
  expect(await versionsOf(other)).toEqual([]);
  expect(await versionsOf(conv_id, first)).toEqual(["fresh one"]);
});

it("keeps everything unless told otherwise", async () => {
  const forever = await startTestServer();
  const conv_id = await createTestConversation(forever);
  const messages = [{ from_client: "Tom", message: "ancient", timestamp: Date.UTC(2008, 3, 27) }];
  await forever.call("POST", "/parley/1/import/messages", { body: { conv_id, messages } });
  await forever.restart();
  await sendTestMessage(forever, conv_id, "news");
  const { body } = await forever.call("GET", `/1.2/rtm/conversations/${conv_id}/messages`);
  expect(textsOf(body)).toEqual(["news", "ancient"]);
  await forever.close();
});
