import { afterAll, beforeAll, expect, it } from "vitest";
import { connectRaw, type RawClient } from "../../testing/raw-client";
import { startTestServer, type TestServer } from "../../testing/start-test-server";

/** A message is for those who are members when it is sent, however soon they come or go. */
const ROUNDS = 10;
let server: TestServer;
let owner: RawClient;
let serial = 0;
beforeAll(async () => {
  server = await startTestServer();
  owner = await connectRaw(server);
  await owner.open("owner");
});
afterAll(() => server.close());

/** Someone who is connected, and a conversation of the owner's with others. */
async function guest(members: (guestId: string) => string[]) {
  const guestId = `guest-${++serial}`;
  const client = await connectRaw(server);
  await client.open(guestId);
  const { convMessage } = await owner.ask({
    cmd: "conv",
    op: "start",
    convMessage: { m: members(guestId) },
  });
  return { client, guestId, cid: convMessage?.cid ?? "" };
}

/** The texts and events that a client is told, up to the message "last". */
async function told(client: RawClient, cid: string): Promise<unknown[]> {
  await owner.ask({ cmd: "direct", directMessage: { cid, msg: "last" } });
  const all: unknown[] = [];
  while (all.at(-1) !== "last") {
    const { op, directMessage } = await client.next(({ cmd }) => cmd === "conv" || cmd === "direct");
    all.push(directMessage?.msg ?? op);
  }
  client.close();
  return all;
}

it("is not told to who joins right after it", async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const { client, guestId, cid } = await guest(() => ["other"]);
    const sent = owner.ask({ cmd: "direct", directMessage: { cid, msg: "before" } });
    await owner.ask({ cmd: "conv", op: "add", convMessage: { cid, m: [guestId] } });
    await sent;
    expect(await told(client, cid)).toEqual(["joined", "members_joined", "last"]);
  }
});

it("is told to who is removed right after it", async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const { client, guestId, cid } = await guest((id) => [id]);
    const sent = owner.ask({ cmd: "direct", directMessage: { cid, msg: "before" } });
    await owner.ask({ cmd: "conv", op: "remove", convMessage: { cid, m: [guestId] } });
    await sent;
    await owner.ask({ cmd: "conv", op: "add", convMessage: { cid, m: [guestId] } });
    const events = ["joined", "members_joined", "before", "left", "joined", "members_joined", "last"];
    expect(await told(client, cid)).toEqual(events);
  }
});
