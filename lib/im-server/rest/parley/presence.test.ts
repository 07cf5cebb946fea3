import { afterAll, beforeAll, expect, it } from "vitest";
import { presenceReplySchema } from "@/lib/protocol/rest/presence";
import { connectRaw } from "../../testing/raw-client";
import { startTestServer, type TestServer } from "../../testing/start-test-server";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const ask = async (client_ids: string[]) => {
  const reply = await server.call("POST", "/parley/1/clients/presence", { body: { client_ids } });
  return presenceReplySchema.parse(reply.body).results;
};

it("tells who is there, and when the others were last seen", async () => {
  const from = Date.now();
  const [here, gone] = [await connectRaw(server), await connectRaw(server)];
  await here.open("here");
  await gone.open("gone");
  expect(await ask(["gone", "here"])).toMatchObject([{ online: true }, { online: true }]);
  gone.close();
  await gone.closed;
  await expect.poll(async () => (await ask(["gone"]))[0]?.online).toBe(false);
  const [first, second, third] = await ask(["here", "gone", "nobody", "here"]);
  expect(first).toEqual({ client_id: "here", online: true, last_seen: null });
  expect(second).toMatchObject({ client_id: "gone", online: false });
  expect(second?.last_seen).toBeGreaterThanOrEqual(from);
  expect(third).toEqual({ client_id: "nobody", online: false, last_seen: null });
  here.close();
});

it("asks for the master key, and for no more than 200 at a time", async () => {
  const call = (body: unknown, key?: "app") =>
    server.call("POST", "/parley/1/clients/presence", { body, key });
  expect((await call({ client_ids: [] }, "app")).status).toBe(400);
  expect((await call({ client_ids: Array(201).fill("x") })).status).toBe(400);
  expect((await call({ client_ids: [] })).body).toEqual({ results: [] });
});
