import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ClientSessionsReply, clientSessionsReplySchema } from "@/lib/protocol/rest/sessions";
import { traceReplySchema } from "@/lib/protocol/rest/traces";
import { createTestChatroom, createTestConversation } from "../../testing/builders";
import { createChatClient } from "../../testing/chat-sdk";
import { type Lab, openLab } from "../../testing/devices";
import { connectRaw } from "../../testing/raw-client";
import { nextEvent, sdkPackages } from "../../testing/sdk";
import { startTestServer, type TestServer } from "../../testing/start-test-server";

const HOUR = 3_600_000;

async function sessionsOf(server: TestServer, clientId: string): Promise<ClientSessionsReply> {
  const reply = await server.call("GET", `/parley/1/clients/${encodeURIComponent(clientId)}/sessions`);
  return clientSessionsReplySchema.parse(reply.body);
}

/** Why the client's last session ended, once it has. */
async function lastEnd(server: TestServer, clientId: string): Promise<string | null> {
  await expect.poll(async () => (await sessionsOf(server, clientId)).open).toEqual([]);
  return (await sessionsOf(server, clientId)).recent[0]?.cause ?? null;
}

describe.each(sdkPackages)("sessions of a client of %s", (sdk) => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab(sdk);
  });
  afterAll(() => lab.close());

  it("are told with device, protocol, address and chat room; ended ones with when and why", async () => {
    const tomId = lab.name("Tom");
    const phone = await lab.login(tomId, { tag: "phone" });
    const desk = await lab.login(tomId);
    const room = await createTestChatroom(lab.server);
    const chatroom = (await desk.client.getConversation(room)) as { join(): Promise<unknown> } | null;
    await chatroom?.join();
    const both = await sessionsOf(lab.server, tomId);
    expect(both).toMatchObject({
      open: [
        {
          tag: "phone",
          user_agent: expect.stringMatching(/^js\//),
          protocol: expect.stringMatching(/^lc\.proto/),
          address: expect.stringContaining("127.0.0.1"),
          chatroom: null,
        },
        { tag: null, chatroom: room },
      ],
      recent: [],
    });
    await phone.client.close();
    const one = await sessionsOf(lab.server, tomId);
    expect(one.open.map(({ id }) => id)).toEqual([both.open[1]?.id]);
    expect(one.recent).toMatchObject([{ id: both.open[0]?.id, tag: "phone", cause: "closed" }]);
    expect(one.recent[0]?.ended_at).toBeGreaterThanOrEqual(one.recent[0]?.at ?? Number.NaN);
    const overview = async () => (await lab.server.call("GET", `/parley/1/clients/${tomId}`)).body;
    expect(await overview()).toMatchObject({ online: true, sessions: 1, last_seen: null });
    await desk.client.close();
    expect(await overview()).toMatchObject({ online: false, sessions: 0, last_seen: expect.any(Number) });
  });

  it("end by a kick, a conflict, or with their connection", async () => {
    const [kicked, rival, lost] = [lab.name("Kicked"), lab.name("Rival"), lab.name("Lost")];
    const { client } = await lab.login(kicked);
    const closed = nextEvent(client, "close");
    await lab.server.call("POST", `/1.2/rtm/clients/${kicked}/kick`, { body: { reason: "" } });
    await closed;
    expect(await lastEnd(lab.server, kicked)).toBe("kicked");
    await lab.login(rival, { tag: "phone" });
    await lab.login(rival, { tag: "phone" });
    expect((await sessionsOf(lab.server, rival)).recent).toMatchObject([{ cause: "conflict" }]);
    const { device, client: back } = await lab.login(lost);
    const isBack = nextEvent(back, "reconnect");
    device.cut();
    await isBack;
    expect(await sessionsOf(lab.server, lost)).toMatchObject({ open: [{}], recent: [{ cause: "lost" }] });
  });
});

describe("how sessions end", () => {
  it("is told apart: replaced, broken, silent", async () => {
    const clock = { ahead: 0 };
    const server = await startTestServer({
      now: () => Date.now() + clock.ahead,
      gateway: { idleTimeout: HOUR, sweepInterval: 10 },
    });
    const twice = await connectRaw(server);
    await twice.open("Twice");
    await twice.open("Twice");
    expect(await sessionsOf(server, "Twice")).toMatchObject({ open: [{}], recent: [{ cause: "replaced" }] });
    const broken = await connectRaw(server);
    await broken.open("Broken");
    broken.socket.send(Buffer.from("ffffffff", "hex"));
    expect(await lastEnd(server, "Broken")).toBe("broken");
    clock.ahead = 2 * HOUR;
    expect(await lastEnd(server, "Twice")).toBe("silent");
    await server.close();
  });

  it("is kept over a restart, which ends them too", async () => {
    const server = await startTestServer();
    const chat = createChatClient(server, { peerId: "Old" });
    await chat.open();
    const before = await sessionsOf(server, "Old");
    expect(before.open).toMatchObject([{ protocol: "json", user_agent: null }]);
    await server.restart();
    const { recent } = await sessionsOf(server, "Old");
    expect(recent.at(-1)).toMatchObject({ id: before.open[0]?.id, cause: "stopped" });
    await chat.close().catch(() => {});
    await server.close();
  });

  it("is slowness for who does not read, and the message that was too much says so", async () => {
    const server = await startTestServer({ gateway: { unsentBytes: 64 * 1024 } });
    const cid = await createTestConversation(server, { m: ["Tom", "Slow"] });
    const slow = await connectRaw(server);
    await slow.open("Slow");
    slow.socket.pause();
    const tom = await connectRaw(server);
    await tom.open("Tom");
    const directMessage = { cid, msg: "x".repeat(5000) };
    const round = () =>
      Promise.all(Array.from({ length: 200 }, () => tom.ask({ cmd: "direct", directMessage })));
    const isOpen = async () => (await sessionsOf(server, "Slow")).open.length > 0;
    let sent = await round();
    while (await isOpen()) sent = [...sent.slice(-200), ...(await round())];
    const states = await Promise.all(
      sent.map(async ({ ackMessage }) => {
        const query = { conv_id: cid, msg_id: ackMessage?.uid ?? "", timestamp: ackMessage?.t ?? 0 };
        const reply = await server.call("GET", "/parley/1/messages/trace", { query });
        return traceReplySchema.parse(reply.body).receivers.find(({ client_id }) => client_id === "Slow")
          ?.state;
      }),
    );
    expect(states.filter((state) => state === "failed")).toHaveLength(1);
    expect(await lastEnd(server, "Slow")).toBe("slow");
    slow.close();
    tom.close();
    await server.close();
  }, 90_000);
});
