import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { connectRaw, type RawClient } from "../../testing/raw-client";
import { startTestServer, type TestServer } from "../../testing/start-test-server";

let server: TestServer;
let tom: RawClient;
beforeAll(async () => {
  server = await startTestServer();
  tom = await connectRaw(server);
  await tom.open("Tom");
});
afterAll(async () => {
  tom.close();
  await server.close();
});

const replySchema = z.object({
  permanent: z.object({ hasMore: z.boolean(), notifications: z.array(z.looseObject({ op: z.string() })) }),
  droppable: z.object({
    invalidLocalConvCache: z.boolean(),
    notifications: z.array(z.looseObject({ op: z.string() })),
  }),
});

/** A member who goes away; `missed` asks what Swift asks when it comes back. */
async function leave(clientId: string) {
  const client = await connectRaw(server);
  const { sessionMessage } = await client.open(clientId);
  const { convMessage } = await tom.ask({ cmd: "conv", op: "start", convMessage: { m: [clientId] } });
  const cid = convMessage?.cid ?? "";
  const { serverTs: since = 0 } = await client.next(({ op }) => op === "members_joined");
  client.close();
  const headers = { "x-lc-im-session-token": sessionMessage?.st ?? "" };
  const missed = async (more: Record<string, string | number> = {}) => {
    const query = { client_id: clientId, start_ts: since, ...more };
    return (await server.call("GET", "/1.1/rtm/notifications", { key: "app", query, headers })).body;
  };
  return { cid, missed };
}

it("tells what happened in a client's conversations, in Swift's spelling", async () => {
  const { cid, missed } = await leave("Jerry");
  expect(replySchema.parse(await missed())).toEqual({
    permanent: { hasMore: false, notifications: [] },
    droppable: { invalidLocalConvCache: false, notifications: [] },
  });
  const tell = (op: "add" | "remove", convMessage: object) =>
    tom.ask({ cmd: "conv", op, convMessage: { cid, ...convMessage } });
  await tell("add", { m: ["Spike"] });
  const data = JSON.stringify({ name: "cheese", attr: { mice: 2 } });
  await tom.ask({ cmd: "conv", op: "update", convMessage: { cid, attr: { data } } });
  const info = { pid: "Spike", role: "Manager" };
  await tom.ask({
    cmd: "conv",
    op: "member_info_update",
    convMessage: { cid, targetClientId: "Spike", info },
  });
  await tom.ask({ cmd: "conv", op: "add_shutup", convMessage: { cid, m: ["Jerry"] } });
  await tell("remove", { m: ["Spike"] });
  await tom.next(({ op }) => op === "members_left");

  const said = { cmd: "conv", cid, initBy: "Tom", udate: expect.any(String), serverTs: expect.any(Number) };
  const droppable = { ...said, notificationType: 2 };
  const cheese = { name: "cheese", attr: { mice: 2 } };
  expect(replySchema.parse(await missed())).toEqual({
    permanent: { hasMore: false, notifications: [{ ...said, op: "shutuped", notificationType: 1 }] },
    droppable: {
      invalidLocalConvCache: false,
      notifications: [
        { ...droppable, op: "members-joined", m: ["Spike"] },
        { ...droppable, op: "updated", attr: cheese, attrModified: cheese },
        { ...droppable, op: "member-info-changed", info: { ...info, infoId: expect.any(String) } },
        { ...droppable, op: "members-shutuped", m: ["Jerry"] },
        { ...droppable, op: "members-left", m: ["Spike"] },
      ],
    },
  });
  expect(await missed({ notification_type: "droppable" })).toMatchObject({
    hasMore: false,
    invalidLocalConvCache: false,
    notifications: expect.toSatisfy((list) => list.length === 5),
  });
});

it("has a client drop its cache that has missed too much", async () => {
  const { cid, missed } = await leave("Butch");
  for (let count = 0; count < 101; count += 1) {
    await server.call("PUT", `/1.2/rtm/conversations/${cid}`, { body: { count } });
  }
  await tom.next(({ convMessage }) => convMessage?.attr?.data === '{"count":100}');
  expect(replySchema.parse(await missed()).droppable).toEqual({
    invalidLocalConvCache: true,
    notifications: [],
  });
});

it("has a client drop its cache that is told only a part of what concerns itself", async () => {
  const { cid, missed } = await leave("Nibbles");
  for (let count = 0; count < 101; count += 1) {
    const op = count % 2 === 0 ? "add_shutup" : "remove_shutup";
    await tom.ask({ cmd: "conv", op, convMessage: { cid, m: ["Nibbles"] } });
  }
  await tom.ask({ cmd: "conv", op: "remove", convMessage: { cid, m: ["Nibbles"] } });
  await tom.next(({ op, convMessage }) => op === "members_left" && convMessage?.cid === cid);
  const { permanent, droppable } = replySchema.parse(await missed());
  expect(permanent.notifications).toHaveLength(100);
  expect(permanent.hasMore).toBe(true);
  expect(droppable).toEqual({ invalidLocalConvCache: true, notifications: [] });
});
