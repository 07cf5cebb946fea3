import { afterAll, beforeAll, expect, it } from "vitest";
import { clientSessionsReplySchema } from "@/lib/protocol/rest/sessions";
import { connectJson } from "../testing/json-client";
import { connectRaw } from "../testing/raw-client";
import { startTestServer, type TestServer, testKeys } from "../testing/start-test-server";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

async function sessionOf(clientId: string) {
  const { body } = await server.call("GET", `/parley/1/clients/${clientId}/sessions`);
  return clientSessionsReplySchema.parse(body).open[0];
}

it.each([{ tag: "t".repeat(129) }, { deviceId: "d".repeat(129) }, { deviceToken: "line\nbreak" }])(
  "refuses a login whose tag or device cannot be one",
  async (fields) => {
    const client = await connectRaw(server);
    const refused = await client.open("odd", fields);
    expect(refused.errorMessage).toMatchObject({ code: 4103, reason: "INVALID_LOGIN" });
    expect(await sessionOf("odd")).toBeUndefined();
    client.close();
  },
);

it("keeps tag and device as they are, and puts them into a short token", async () => {
  const client = await connectRaw(server);
  const fields = { tag: "平板".repeat(64), deviceId: "d".repeat(128) };
  const opened = await client.open("exact", fields);
  expect(await sessionOf("exact")).toMatchObject({ tag: fields.tag, device_id: fields.deviceId });
  expect(opened.sessionMessage?.st?.length).toBeLessThan(1000);
  client.close();
});

it("takes two clients without a device for two devices", async () => {
  const first = await connectRaw(server);
  await first.open("nowhere", { tag: "desk", deviceId: "" });
  const second = await connectRaw(server);
  await second.open("nowhere", { tag: "desk", deviceToken: "" });
  const closed = await first.next(({ op }) => op === "closed");
  expect(closed.sessionMessage).toMatchObject({ code: 4111, reason: "SESSION_CONFLICT" });
  expect(await sessionOf("nowhere")).toMatchObject({ tag: "desk", device_id: null });
  first.close();
  second.close();
});

it("keeps of what a client says it is one line of bounded length", async () => {
  const client = await connectJson(server, "lc.json.3");
  const ua = `js/5.0\r\n\u0000 \ud800${"😀".repeat(300)}`;
  await client.ask({ cmd: "session", op: "open", appId: testKeys.appId, peerId: "chatty", ua });
  const kept = (await sessionOf("chatty"))?.user_agent ?? "";
  expect(kept).toMatch(/^js\/5\.0 +😀+$/u);
  expect([...kept]).toHaveLength(200);
  client.close();
});
