import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Lab, openLab } from "../testing/devices";
import { connectRaw } from "../testing/raw-client";
import { type ImClient, nextEvent, sdkPackages } from "../testing/sdk";

const HOUR = 3_600_000;
/** No look at who is silent: the clock jumps. */
const NEVER = 1_000_000_000;

describe.each(sdkPackages)("broadcasts to %s", (sdk) => {
  let lab: Lab;
  let service: string;
  const clock = { ahead: 0 };
  beforeAll(async () => {
    lab = await openLab(sdk, {
      now: () => Date.now() + clock.ahead,
      gateway: { sweepInterval: NEVER },
    });
    const created = await lab.server.call("POST", "/1.2/rtm/service-conversations", {
      body: { name: "all" },
    });
    service = String(Reflect.get(Object(created.body), "objectId"));
  });
  afterAll(() => lab.close());

  async function broadcast(message: string, more: Record<string, unknown> = {}): Promise<string> {
    const body = { from_client: "admin", conv_id: service, message, ...more };
    const sent = await lab.server.call("POST", "/1.2/rtm/broadcasts", { body });
    return String(Reflect.get(Object(sent.body), "msg-id"));
  }

  /** A client that has been here before, and is away. */
  async function awayClient(): Promise<string> {
    const id = lab.name("Away");
    const { client } = await lab.login(id);
    await messagesUntilNow(client, 0);
    await client.close();
    return id;
  }

  /** Logs in, and answers what comes up to a message that is sent then. */
  async function messagesOnLogin(id: string): Promise<unknown[]> {
    const { length } = lab.frames;
    const { realtime } = await lab.device();
    return messagesUntilNow(await realtime.createIMClient(id), length);
  }

  /** What has come over the wire since a place in its record: the SDK tells it in another order. */
  async function messagesUntilNow(client: ImClient, since: number): Promise<unknown[]> {
    const isLast = (message: unknown) => Reflect.get(Object(message), "content") === "last";
    const last = nextEvent(client, "message", isLast);
    const path = `/1.2/rtm/service-conversations/${service}/messages`;
    const body = { from_client: "admin", to_clients: [client.id], message: "last", transient: true };
    await lab.server.call("POST", path, { body });
    await last;
    const came = lab.frames.slice(since).flatMap(({ command }) => {
      const isMessage = command.cmd === "direct" && command.peerId === client.id;
      return isMessage ? [command.directMessage?.msg] : [];
    });
    expect(came.at(-1)).toBe("last");
    return came.slice(0, -1);
  }

  it("reach who was away until they run out, or are taken back", async () => {
    const [early, late] = [await awayClient(), await awayClient()];
    const valid_till = Date.now() + clock.ahead + HOUR;
    await broadcast("for an hour", { valid_till });
    await broadcast("for long");
    const gone = await broadcast("taken back");
    await lab.server.call("DELETE", `/1.2/rtm/broadcasts/${gone}`);
    expect(await messagesOnLogin(early)).toEqual(["for an hour", "for long"]);
    clock.ahead += HOUR + 1;
    expect(await messagesOnLogin(late)).toEqual(["for long"]);
  });

  it("give the latest one to who comes for the first time", async () => {
    await broadcast("older");
    await broadcast("latest");
    expect(await messagesOnLogin(lab.name("New"))).toEqual(["latest"]);
  });

  it("come once to who was here, also after a kick", async () => {
    const id = await awayClient();
    const { length } = lab.frames;
    const { client } = await lab.login(id);
    await messagesUntilNow(client, length);
    const received = nextEvent(client, "message");
    await broadcast("seen");
    expect(await received).toMatchObject([{ content: "seen" }, { id: service }]);
    const closed = nextEvent(client, "close");
    await lab.server.call("POST", `/1.2/rtm/clients/${client.id}/kick`, { body: { reason: "" } });
    await closed;
    expect(await messagesOnLogin(client.id)).toEqual([]);
  });

  it("come again to who was lost before it could have them", async () => {
    const ids = await Promise.all(Array.from({ length: 3 }, awayClient));
    await broadcast("important");
    for (const id of ids) {
      const hasty = await connectRaw(lab.server);
      await hasty.open(id);
      hasty.close();
    }
    const got = await Promise.all(ids.map(messagesOnLogin));
    expect(got).toEqual(ids.map(() => ["important"]));
  });

  it("come again to who was lost right after they were sent, but not to who was heard since", async () => {
    const ids = [await awayClient(), await awayClient()];
    const [silent, heard] = await Promise.all(
      ids.map(async (id) => {
        const client = await connectRaw(lab.server);
        await client.open(id);
        return client;
      }),
    );
    const said = await broadcast("once more");
    for (const client of [silent, heard]) await client?.next((push) => push.directMessage?.id === said);
    await heard?.ask({ cmd: "echo" });
    for (const client of [silent, heard]) client?.close();
    await expect
      .poll(async () => {
        const body = { client_ids: ids };
        return (await lab.server.call("POST", "/1.2/rtm/clients/check-online", { body })).body;
      })
      .toEqual({ results: [] });
    expect(await Promise.all(ids.map(messagesOnLogin))).toEqual([["once more"], []]);
  });

  it("come to who was here for a moment as to everyone who has been here", async () => {
    const ids = Array.from({ length: 40 }, () => lab.name("Brief"));
    // All at once: what each is to be told is still being read when the first broadcast is sent.
    await Promise.all(
      ids.map(async (id) => {
        const brief = await connectRaw(lab.server);
        void brief.open(id);
        await brief.ask({ cmd: "session", op: "close", peerId: id });
        brief.close();
      }),
    );
    await broadcast("one");
    await broadcast("two");
    const got = await Promise.all(ids.map(messagesOnLogin));
    expect(got.map((messages) => messages.slice(-2))).toEqual(ids.map(() => ["one", "two"]));
  });
});
