import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectRaw } from "../testing/raw-client";
import { startTestServer, type TestServer } from "../testing/start-test-server";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describe("tokens", () => {
  it("survive a restart, carry tag and device, and end with a kick", async () => {
    const first = await connectRaw(server);
    const opened = await first.open("Kim", { tag: "phone", deviceId: "d1" });
    const st = opened.sessionMessage?.st;
    first.close();
    await server.restart();
    const again = await connectRaw(server);
    expect(await again.open("Kim", { st, r: true })).toMatchObject({ op: "opened" });
    const refreshed = await again.ask({ cmd: "session", op: "refresh", sessionMessage: { st } });
    expect(refreshed).toMatchObject({ op: "refreshed", sessionMessage: { st: expect.any(String) } });
    expect(await again.open("Ann", { st })).toMatchObject({ cmd: "error", errorMessage: { code: 4112 } });
    await server.call("POST", "/1.2/rtm/clients/Kim/kick", { body: { reason: "" } });
    expect(await again.next(({ op }) => op === "closed")).toMatchObject({
      peerId: "Kim",
      sessionMessage: { code: 4115, reason: "KICKED_BY_APP" },
    });
    expect(await again.open("Kim", { st, r: true })).toMatchObject({
      errorMessage: { code: 4112, reason: "SESSION_TOKEN_EXPIRED" },
    });
    again.close();
  });

  it("hold as long as their session, and run out two days after", async () => {
    const days = 86_400_000;
    let now = Date.now();
    const timed = await startTestServer({ now: () => now, gateway: { sweepInterval: 1_000_000_000 } });
    const client = await connectRaw(timed);
    const st = (await client.open("Tom")).sessionMessage?.st;
    const query = { client_id: "Tom", notification_type: "permanent" };
    const headers = { "x-lc-im-session-token": st ?? "" };
    const statusOf = async () =>
      (await timed.call("GET", "/1.1/rtm/notifications", { key: "app", query, headers })).status;
    now += 10 * days;
    expect(await statusOf()).toBe(200);
    await client.ask({ cmd: "session", op: "close" });
    // Which waits until the end of the session is kept.
    await timed.call("GET", "/parley/1/clients/Tom/sessions");
    now += 2 * days - 1;
    expect(await statusOf()).toBe(200);
    await timed.restart();
    const back = await connectRaw(timed);
    expect(await back.open("Tom", { st })).toMatchObject({ op: "opened" });
    now += 1;
    expect(await statusOf()).toBe(400);
    expect(await back.open("Tom", { st })).toMatchObject({ errorMessage: { code: 4112 } });
    back.close();
    await timed.close();
  });

  it("hold also when the client has logged in many times since", async () => {
    let now = Date.now();
    const timed = await startTestServer({ now: () => now, gateway: { sweepInterval: 1_000_000_000 } });
    const desk = await connectRaw(timed);
    const st = (await desk.open("Tom", { deviceId: "desk" })).sessionMessage?.st;
    now += 3 * 86_400_000;
    for (let index = 0; index < 25; index += 1) {
      now += 1;
      const phone = await connectRaw(timed);
      await phone.open("Tom", { deviceId: "phone" });
      await phone.ask({ cmd: "session", op: "close" });
      phone.close();
    }
    await timed.call("GET", "/parley/1/clients/Tom/sessions");
    desk.close();
    await expect
      .poll(async () => (await timed.call("GET", "/parley/1/clients/Tom/sessions")).body)
      .toMatchObject({ open: [] });
    const back = await connectRaw(timed);
    expect(await back.open("Tom", { st, r: true })).toMatchObject({ op: "opened" });
    back.close();
    await timed.close();
  });

  it("are gone with a session that nobody knows any more", async () => {
    let now = Date.now();
    const [first, node] = [
      await startTestServer({ now: () => now }),
      await startTestServer({ now: () => now }),
    ];
    const client = await connectRaw(first);
    const st = (await client.open("Tom")).sessionMessage?.st;
    client.close();
    now += 172_800_000 - 1;
    const elsewhere = await connectRaw(node);
    expect(await elsewhere.open("Tom", { st, r: true })).toMatchObject({ op: "opened" });
    now += 1;
    expect(await elsewhere.open("Tom", { st, r: true })).toMatchObject({ errorMessage: { code: 4112 } });
    elsewhere.close();
    await Promise.all([first.close(), node.close()]);
  });

  it("are good at any other node of the app, and at no other app's", async () => {
    const node = await startTestServer();
    const first = await connectRaw(server);
    const { sessionMessage } = await first.open("Nomad", { deviceId: "d1", tag: "phone" });
    const elsewhere = await connectRaw(node);
    const opened = await elsewhere.open("Nomad", { st: sessionMessage?.st, r: true });
    expect(opened).toMatchObject({ op: "opened", peerId: "Nomad" });
    const [body = "", signature = ""] = (sessionMessage?.st ?? "").split(".");
    const forged = Buffer.from(JSON.stringify(["Eve", null, null, Date.now()])).toString("base64url");
    for (const st of [`${forged}.${signature}`, `${body}.`, body, `${body}.${signature}.x`, "", "."]) {
      const reply = await elsewhere.open("Eve", { st, r: true });
      // An empty token is none: nothing here demands a signature.
      expect(reply).toMatchObject(st === "" ? { op: "opened" } : { errorMessage: { code: 4112 } });
    }
    first.close();
    elsewhere.close();
    await node.close();
  });
});
