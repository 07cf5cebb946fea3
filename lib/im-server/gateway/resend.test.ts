import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { connectRaw, type RawClient } from "../testing/raw-client";
import { startTestServer, type TestServer } from "../testing/start-test-server";

const createdSchema = z.object({ objectId: z.string() });
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describe("a message sent again", () => {
  async function start(clientId: string, conversation: Record<string, unknown> = {}) {
    const client = await connectRaw(server);
    await client.open(clientId);
    const { convMessage } = await client.ask({
      cmd: "conv",
      op: "start",
      convMessage: { m: ["x"], ...conversation },
    });
    return { client, cid: convMessage?.cid };
  }

  it("is stored once when it carries the same id of the client's own, also after a restart", async () => {
    const { client: tom, cid } = await start("Tom-d");
    const direct = { cmd: "direct", directMessage: { cid, msg: "once", dt: "6f1b" } } as const;
    const [first, second] = await Promise.all([tom.ask(direct), tom.ask(direct)]);
    tom.close();
    await server.restart();
    const again = await connectRaw(server);
    await again.open("Tom-d");
    const receiver = await connectRaw(server);
    await receiver.open("x");
    const third = await again.ask(direct);
    expect(second.ackMessage).toEqual(first.ackMessage);
    expect(third.ackMessage).toEqual(first.ackMessage);
    const other = await again.ask({ cmd: "direct", directMessage: { cid, msg: "twice", dt: "6f1c" } });
    expect(other.ackMessage?.uid).not.toBe(first.ackMessage?.uid);
    const logs = await again.ask({ cmd: "logs", logsMessage: { cid } });
    expect(logs.logsMessage?.logs?.map(({ data }) => data)).toEqual(["once", "twice"]);
    const live = await receiver.next(({ cmd }) => cmd === "direct");
    expect(live.directMessage).toMatchObject({ msg: "twice" });
    again.close();
    receiver.close();
  });

  it("is another one in another conversation, and from another client", async () => {
    const { client: tom, cid } = await start("Tom-d2");
    const { client: ann, cid: cidOfAnn } = await start("Ann-d2", { m: ["Tom-d2"] });
    const send = (client: RawClient, to: string | undefined) =>
      client.ask({ cmd: "direct", directMessage: { cid: to, msg: "same id", dt: "7a" } });
    const acks = await Promise.all([send(tom, cid), send(tom, cidOfAnn), send(ann, cidOfAnn)]);
    expect(new Set(acks.map(({ ackMessage }) => ackMessage?.uid)).size).toBe(3);
    expect(acks.map(({ ackMessage }) => ackMessage?.cid)).toEqual([cid, cidOfAnn, cidOfAnn]);
    tom.close();
    ann.close();
  });

  it("reaches receivers once when it is kept nowhere", async () => {
    const { client: tom, cid } = await start("Tom-d3", { tempConv: true });
    const receiver = await connectRaw(server);
    await receiver.open("x");
    const direct = { cmd: "direct", directMessage: { cid, msg: "brief", dt: "8b" } } as const;
    const [first, second] = await Promise.all([tom.ask(direct), tom.ask(direct)]);
    expect(second.ackMessage).toEqual(first.ackMessage);
    await tom.ask({ cmd: "direct", directMessage: { cid, msg: "next" } });
    for (const msg of ["brief", "next"]) {
      const push = await receiver.next((command) => command.cmd === "direct");
      expect(push.directMessage).toMatchObject({ msg });
    }
    tom.close();
    receiver.close();
  });

  it("is one row of _SysMessage when it was to a service conversation", async () => {
    const { body } = await server.call("POST", "/1.2/rtm/service-conversations", { body: { name: "Help" } });
    const cid = createdSchema.parse(body).objectId;
    const { client: tom } = await start("Tom-d4");
    const direct = { cmd: "direct", directMessage: { cid, msg: "help", dt: "9c" } } as const;
    const [first, second] = [await tom.ask(direct), await tom.ask(direct)];
    expect(second.ackMessage).toEqual(first.ackMessage);
    const where = JSON.stringify({ from: "Tom-d4" });
    const rows = await server.call("GET", "/1.1/classes/_SysMessage", { query: { where } });
    expect(rows.body).toMatchObject({ results: [{ msgId: first.ackMessage?.uid, data: "help" }] });
    expect(rows.body).toMatchObject({ results: [{ timestamp: first.ackMessage?.t }] });
    expect(rows.body).toHaveProperty("results.length", 1);
    tom.close();
  });
});
