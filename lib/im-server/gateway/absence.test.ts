import { afterAll, beforeAll, expect, it } from "vitest";
import { clientSessionsReplySchema } from "@/lib/protocol/rest/sessions";
import { connectJson } from "../testing/json-client";
import { connectRaw, type RawClient } from "../testing/raw-client";
import { startTestServer, type TestServer, testKeys } from "../testing/start-test-server";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** No look at who is silent: the clock jumps. */
const NEVER = 1_000_000_000;
const clock = { ahead: 0 };
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({
    now: () => Date.now() + clock.ahead,
    gateway: { sweepInterval: NEVER },
  });
});
afterAll(() => server.close());

/** Someone in a chat room, and another who counts who is there. */
async function enterRoom(clientId: string) {
  const owner = await connectRaw(server);
  await owner.open(`owner of ${clientId}`);
  const { convMessage } = await owner.ask({ cmd: "conv", op: "start", convMessage: { transient: true } });
  const cid = convMessage?.cid;
  const guest = await connectRaw(server);
  await guest.open(clientId);
  await guest.ask({ cmd: "conv", op: "add", convMessage: { cid, m: [clientId] } });
  const count = async () =>
    (await owner.ask({ cmd: "conv", op: "count", convMessage: { cid } })).convMessage?.count;
  /** Comes back as SDKs do after a lost connection. */
  const comeBack = async () => {
    const again = await connectRaw(server);
    await again.open(clientId, { r: true });
    return again;
  };
  expect(await count()).toBe(2);
  const lose = async () => {
    guest.close();
    while ((await count()) === 2);
    // Writes are kept in their order: with this one, the time of leaving is.
    await owner.ask({ cmd: "direct", directMessage: { cid, msg: "alone" } });
  };
  return { owner, guest, cid, count, comeBack, lose };
}

it("finds its chat room again within half an hour, and not after", async () => {
  for (const [away, there] of [
    [29 * MINUTE, 2],
    [31 * MINUTE, 1],
  ] as const) {
    const { owner, count, comeBack, lose } = await enterRoom(`guest away ${away}`);
    await lose();
    clock.ahead += away;
    const again = await comeBack();
    expect(await count()).toBe(there);
    again.close();
    owner.close();
  }
});

it("does not find a chat room again that it has left, nor after a farewell", async () => {
  for (const farewell of ["remove", "close"] as const) {
    const clientId = `guest with ${farewell}`;
    const { owner, guest, cid, count, comeBack } = await enterRoom(clientId);
    if (farewell === "remove")
      await guest.ask({ cmd: "conv", op: "remove", convMessage: { cid, m: [clientId] } });
    else await guest.ask({ cmd: "session", op: "close" });
    guest.close();
    const again = await comeBack();
    expect(await count()).toBe(1);
    again.close();
    owner.close();
  }
});

it("finds the chat room of its own device again, not that of another", async () => {
  const { owner, guest, cid } = await enterRoom("guest of two devices");
  const other = await connectRaw(server);
  await other.open("guest of two devices", { r: true, deviceId: "other" });
  const isThere = async (client: RawClient) => {
    const asked = { cids: [cid ?? ""] };
    const { convMessage } = await client.ask({ cmd: "conv", op: "is_member", convMessage: asked });
    return JSON.parse(convMessage?.results?.data ?? "{}")[cid ?? ""];
  };
  expect(await isThere(guest)).toBe(true);
  expect(await isThere(other)).toBe(false);
  for (const client of [owner, guest, other]) client.close();
});

it("does not find a chat room again after a kick, nor after a login that was no return", async () => {
  for (const end of ["kick", "login"] as const) {
    const clientId = `guest with ${end}`;
    const { owner, guest, count, comeBack } = await enterRoom(clientId);
    if (end === "kick") {
      await server.call("POST", `/1.2/rtm/clients/${clientId}/kick`, { body: { reason: "" } });
      guest.close();
    } else {
      guest.close();
      while ((await count()) === 2);
      const anew = await connectRaw(server);
      await anew.open(clientId);
      anew.close();
    }
    const again = await comeBack();
    expect(await count()).toBe(1);
    again.close();
    owner.close();
  }
});

it("does not find a chat room again that has blocked it, nor one that is gone", async () => {
  const roomOf = async (clientId: string) => {
    const { body } = await server.call("GET", `/parley/1/clients/${clientId}/sessions`);
    return clientSessionsReplySchema.parse(body).open[0]?.chatroom;
  };
  for (const end of ["blocked", "deleted"] as const) {
    const clientId = `guest-${end}`;
    const { owner, cid, comeBack, lose } = await enterRoom(clientId);
    await lose();
    const path = `/1.2/rtm/chatrooms/${cid}`;
    if (end === "deleted") await server.call("DELETE", path);
    else await server.call("POST", `${path}/blacklists`, { body: { client_ids: [clientId] } });
    const again = await comeBack();
    expect(await roomOf(clientId)).toBeNull();
    again.close();
    owner.close();
  }
});

it("is in no chat room any more when that is deleted", async () => {
  const { owner, guest, cid } = await enterRoom("guest of a while");
  await server.call("DELETE", `/1.2/rtm/chatrooms/${cid}`);
  const roomIds = async () => {
    const { body } = await server.call("GET", "/parley/1/clients/guest of a while/sessions");
    return clientSessionsReplySchema.parse(body).open.map(({ chatroom }) => chatroom);
  };
  await expect.poll(roomIds).toEqual([null]);
  for (const client of [owner, guest]) client.close();
});

it("sends old clients the newest fifty messages of the last seven days", async () => {
  const sender = await connectRaw(server);
  await sender.open("sender");
  const { body } = await server.call("POST", "/1.2/rtm/conversations", {
    body: { m: ["sender", "old-timer"], name: "pair" },
  });
  const cid = String(Reflect.get(Object(body), "objectId"));
  const say = (msg: string) => sender.ask({ cmd: "direct", directMessage: { cid, msg } });
  await say("too old");
  clock.ahead += 8 * DAY;
  for (let index = 0; index < 55; index += 1) await say(`${index}`);
  const client = await connectJson(server);
  client.send({ cmd: "session", op: "open", appId: testKeys.appId, peerId: "old-timer" });
  const got: unknown[] = [];
  for (let index = 0; index < 50; index += 1) {
    const push = await client.next(({ cmd }) => cmd === "direct");
    expect(push).toMatchObject({ offline: true, roomId: cid });
    got.push(push.msg);
  }
  expect(got).toEqual(Array.from({ length: 50 }, (_, index) => `${index + 5}`));
  await say("live");
  expect(await client.next(({ cmd }) => cmd === "direct")).toMatchObject({ msg: "live" });
  client.close();
  sender.close();
});
