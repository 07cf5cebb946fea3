import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { historyReplySchema } from "@/lib/protocol/rest/history";
import { sendReplySchema } from "@/lib/protocol/rest/send";
import { connectRaw, type RawClient } from "../testing/raw-client";
import { startTestServer, type TestServer } from "../testing/start-test-server";
import type { Outgoing } from "./wire/codec";

let server: TestServer;
let tom: RawClient;
/** Conversations by what they are to Tom. */
const ids: Record<string, string> = {};

beforeAll(async () => {
  server = await startTestServer();
  tom = await connectRaw(server);
  await tom.open("Tom");
  const other = await connectRaw(server);
  await other.open("Other");
  const start = async (client: RawClient, convMessage: Outgoing["convMessage"]) =>
    (await client.ask({ cmd: "conv", op: "start", convMessage })).convMessage?.cid ?? "";
  ids.own = await start(tom, { m: ["Jerry"] });
  ids.foreign = await start(other, { m: ["Jerry"] });
  ids.joined = await start(other, { m: ["Tom"] });
  ids.temporary = await start(tom, { m: ["Jerry"], tempConv: true });
  ids.room = await start(tom, { transient: true });
  const service = await server.call("POST", "/1.2/rtm/service-conversations", { body: { name: "s" } });
  ids.service = String(Reflect.get(Object(service.body), "objectId"));
  ids.none = "no-such-conversation";
  other.close();
});
afterAll(async () => {
  tom.close();
  await server.close();
});

const data = (value: unknown) => ({ data: JSON.stringify(value) });
const conv = (op: Outgoing["op"], convMessage: Outgoing["convMessage"] = {}) => ({ op, convMessage });

it.each([
  ["none", conv("add", { m: ["x"] }), 4303],
  ["none", conv("count"), 4303],
  ["none", conv("mute"), 4303],
  ["none", conv("max_read"), 4303],
  ["none", conv("add_shutup", { m: ["x"] }), 4303],
  ["foreign", conv("add", { m: ["x"] }), 4317],
  ["foreign", conv("remove", { m: ["Jerry"] }), 4317],
  ["foreign", conv("update", { attr: data({ name: "x" }) }), 4317],
  ["foreign", conv("mute"), 4317],
  ["foreign", conv("max_read"), 4317],
  ["foreign", conv("add_shutup", { m: ["Jerry"] }), 4317],
  ["foreign", conv("query_shutup"), 4317],
  ["foreign", conv("check_shutup", { m: ["Jerry"] }), 4317],
  ["foreign", conv("member_info_update", { targetClientId: "Jerry", info: { role: "Manager" } }), 4317],
  ["joined", conv("add_shutup", { m: ["Other"] }), 4320],
  ["joined", conv("member_info_update", { targetClientId: "Other", info: { role: "Member" } }), 4320],
  ["own", conv("member_info_update", { targetClientId: "Jerry", info: { role: "Owner" } }), 4320],
  ["own", conv("member_info_update", { targetClientId: "Jerry", info: { role: "King" } }), 4321],
  ["own", conv("member_info_update", { targetClientId: "stranger", info: { role: "Manager" } }), 4317],
  ["own", conv("update", { attr: data({ m: ["x"] }) }), 4306],
  ["own", conv("update", { attr: data({ objectId: "x" }) }), 4306],
  ["own", conv("update", { attr: data({ name: { __op: "Explode" } }) }), 4306],
  ["own", conv("update", { attr: { data: "{" } }), 1],
  ["own", conv("update", { attr: data({ attr: { __op: "Add", objects: [1] } }) }), 4306],
  ["own", conv("start", { m: ["x"], attr: data({ attr: { __op: "Increment" } }) }), 1],
  ["own", conv("add", { m: [] }), 1],
  ["own", conv("query_shutup", { next: "x" }), 1],
  ["own", conv("add", { m: ["x".repeat(65)] }), 1],
  ["temporary", conv("add", { m: ["x"] }), 4307],
  ["temporary", conv("remove", { m: ["Tom"] }), 4307],
  ["temporary", conv("update", { attr: data({ name: "x" }) }), 4307],
  ["temporary", conv("mute"), 4307],
  ["service", conv("update", { attr: data({ name: "x" }) }), 4307],
  ["service", conv("add", { m: ["Tom", "x"] }), 4314],
  ["service", conv("add_shutup", { m: ["x"] }), 4320],
  ["room", conv("add", { m: ["x"] }), 4314],
  ["room", conv("remove", { m: ["x"] }), 4314],
] as const)("in a conversation that is %s, %j is refused with %i", async (where, command, code) => {
  const { op, convMessage } = command;
  // The lists above are read-only, those of a command are not.
  const message: Outgoing["convMessage"] = { ...structuredClone(convMessage), cid: ids[where] };
  const reply = await tom.ask({ cmd: "conv", op, convMessage: message });
  expect(reply).toMatchObject({ cmd: "error", errorMessage: { code } });
});

it.each([
  ["none", "block", 4303],
  ["foreign", "block", 4317],
  ["foreign", "query", 4317],
  ["foreign", "check_block", 4317],
  ["none", "check_block", 4303],
  ["joined", "block", 4320],
  ["joined", "unblock", 4320],
] as const)("in a conversation that is %s, %s is refused with %i", async (where, op, code) => {
  const blacklistMessage = { srcCid: ids[where], toPids: ["Other"] };
  const reply = await tom.ask({ cmd: "blacklist", op, blacklistMessage });
  expect(reply).toMatchObject({ cmd: "error", errorMessage: { code } });
});

it.each([
  ["none", 4401],
  ["foreign", 4401],
] as const)("to a conversation that is %s, nothing can be sent: %i", async (where, code) => {
  const reply = await tom.ask({ cmd: "direct", directMessage: { cid: ids[where], msg: "x" } });
  expect(reply).toMatchObject({ cmd: "ack", ackMessage: { code } });
  const logs = await tom.ask({ cmd: "logs", logsMessage: { cid: ids[where] } });
  expect(logs).toMatchObject({ errorMessage: { code: where === "none" ? 4303 : 4317 } });
});

describe("what others say", () => {
  const lastOf = async (client: RawClient, id: string | undefined) => {
    const query = { where: data({ objectId: id }), flag: 2 };
    const { convMessage } = await client.ask({ cmd: "conv", op: "query", convMessage: query });
    const [row] = JSON.parse(convMessage?.results?.data ?? "[]");
    return row.msg;
  };
  const say = async (id: string | undefined, kind: "conversations" | "chatrooms") => {
    const body = { from_client: "Jerry", message: "between us", transient: false };
    const sent = await server.call("POST", `/1.2/rtm/${kind}/${id}/messages`, { body });
    return sendReplySchema.parse(sent.body);
  };

  it("is not told to whoever finds a conversation, member or not", async () => {
    for (const id of [ids.foreign, ids.joined]) await say(id, "conversations");
    expect(await lastOf(tom, ids.foreign)).toBeUndefined();
    expect(await lastOf(tom, ids.joined)).toBe("between us");
  });

  it("is not received by who is no member, whatever acknowledges it", async () => {
    const { timestamp } = await say(ids.foreign, "conversations");
    tom.send({ cmd: "ack", ackMessage: { cid: ids.foreign, fromts: 0, tots: timestamp } });
    tom.send({ cmd: "ack", ackMessage: { cid: ids.joined, fromts: 0, tots: timestamp } });
    const rowsOf = async (id: string | undefined) =>
      historyReplySchema.parse((await server.call("GET", `/1.2/rtm/conversations/${id}/messages`)).body);
    // Acknowledged in their order: once the second is there, the first would be.
    await expect.poll(async () => (await rowsOf(ids.joined))[0]?.["ack-at"]).toBeTypeOf("number");
    expect((await rowsOf(ids.foreign))[0]?.["ack-at"]).toBeUndefined();
  });

  it("in a room, or to subscribers, is not told to who is blocked or does not subscribe", async () => {
    await say(ids.room, "chatrooms");
    const eve = await connectRaw(server);
    await eve.open("Eve");
    expect(await lastOf(eve, ids.room)).toBe("between us");
    await server.call("POST", `/1.2/rtm/chatrooms/${ids.room}/blacklists`, { body: { client_ids: ["Eve"] } });
    expect(await lastOf(eve, ids.room)).toBeUndefined();
    const logs = await eve.ask({ cmd: "logs", logsMessage: { cid: ids.room } });
    expect(logs).toMatchObject({ errorMessage: { code: 4548 } });
    const body = { from_client: "s", message: "to subscribers" };
    const subscribe = { cid: ids.service, m: ["Eve"] };
    const broadcast = () =>
      server.call("POST", `/1.2/rtm/service-conversations/${ids.service}/broadcasts`, { body });
    await broadcast();
    expect(await lastOf(eve, ids.service)).toBeUndefined();
    await eve.ask({ cmd: "conv", op: "add", convMessage: subscribe });
    expect(await lastOf(eve, ids.service)).toBeUndefined();
    await broadcast();
    expect(await lastOf(eve, ids.service)).toBe("to subscribers");
    eve.close();
  });
});

it("changes nothing of who may not change it", async () => {
  const { convMessage } = await tom.ask({
    cmd: "conv",
    op: "query",
    convMessage: { where: data({ objectId: { $in: [ids.foreign, ids.joined] } }) },
  });
  const rows: { m: string[]; name?: string; mu: string[] }[] = JSON.parse(convMessage?.results?.data ?? "");
  expect(rows.map(({ m }) => m.toSorted())).toEqual(
    expect.arrayContaining([
      ["Jerry", "Other"],
      ["Other", "Tom"],
    ]),
  );
  for (const row of rows) expect(row).toMatchObject({ mu: [] });
  for (const row of rows) expect(row).not.toHaveProperty("name");
});
