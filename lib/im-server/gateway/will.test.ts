import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { connectRaw, type RawClient } from "../testing/raw-client";
import { startTestServer, type TestServer } from "../testing/start-test-server";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** An owner, and a guest of a conversation whose will is kept. */
async function leaveWill(guestId: string, convMessage: object, at = server) {
  const owner = await connectRaw(at);
  await owner.open(`owner of ${guestId}`);
  const started = await owner.ask({
    cmd: "conv",
    op: "start",
    convMessage: { m: [guestId], ...convMessage },
  });
  const cid = started.convMessage?.cid ?? "";
  const guest = await connectRaw(at);
  await guest.open(guestId);
  const will = { cid, msg: "my will", will: true };
  expect((await guest.ask({ cmd: "direct", directMessage: will })).ackMessage?.uid).toBeDefined();
  return { owner, guest, cid };
}

/** What the owner hears after the guest was lost, up to something that is said then. */
async function heard(owner: RawClient, guest: RawClient, guestId: string, cid: string): Promise<unknown[]> {
  guest.close();
  const online = () =>
    owner.ask({ cmd: "session", op: "query", sessionMessage: { sessionPeerIds: [guestId] } });
  while ((await online()).sessionMessage?.onlineSessionPeerIds);
  const other = await connectRaw(server);
  await other.open(`owner of ${guestId}`);
  await other.ask({ cmd: "direct", directMessage: { cid, msg: "last" } });
  const messages: unknown[] = [];
  while (messages.at(-1) !== "last") {
    const push = await owner.next(({ cmd }) => cmd === "direct");
    messages.push(push.directMessage?.msg);
  }
  for (const client of [owner, other]) client.close();
  return messages;
}

it("is told to the others of a conversation, and in a room", async () => {
  for (const kind of [{}, { tempConv: true }, { transient: true }]) {
    const guestId = `guest of ${JSON.stringify(kind)}`;
    const { owner, guest, cid } = await leaveWill(guestId, kind);
    expect(await heard(owner, guest, guestId, cid)).toEqual(["my will", "last"]);
  }
});

it.each(["remove", "add_shutup", "block"] as const)(
  "is not told of who may not speak any more: %s",
  async (op) => {
    const guestId = `guest with ${op}`;
    const { owner, guest, cid } = await leaveWill(guestId, {});
    if (op === "block") {
      const blacklistMessage = { srcCid: cid, toPids: [guestId] };
      await owner.ask({ cmd: "blacklist", op, blacklistMessage });
    } else {
      await owner.ask({ cmd: "conv", op, convMessage: { cid, m: [guestId] } });
    }
    expect(await heard(owner, guest, guestId, cid)).toEqual(["last"]);
  },
);

it("stays with who was asked to come anew, and did", async () => {
  const { owner, guest, cid } = await leaveWill("Returning", {});
  const { sessionMessage } = await guest.ask({ cmd: "session", op: "refresh" });
  await server.call("POST", "/parley/1/goaway");
  await guest.next(({ cmd }) => cmd === "goaway");
  guest.close();
  const back = await connectRaw(server);
  await back.open("Returning", { st: sessionMessage?.st, r: true });
  await back.ask({ cmd: "direct", directMessage: { cid, msg: "I am back" } });
  expect(await heard(owner, back, "Returning", cid)).toEqual(["I am back", "my will", "last"]);
});

it("is told of who was asked to come anew, and stays away", async () => {
  const impatient = await startTestServer({ gateway: { returnPatience: 1 } });
  onTestFinished(() => impatient.close());
  const { owner, guest } = await leaveWill("Leaving", {}, impatient);
  await impatient.call("POST", "/parley/1/goaway");
  await guest.next(({ cmd }) => cmd === "goaway");
  guest.close();
  const { directMessage } = await owner.next(({ cmd }) => cmd === "direct");
  expect(directMessage).toMatchObject({ msg: "my will", fromPeerId: "Leaving" });
});
