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

  it("run out after two days", async () => {
    let now = Date.now();
    const timed = await startTestServer({ now: () => now });
    const client = await connectRaw(timed);
    const st = (await client.open("Tom")).sessionMessage?.st;
    now += 172_800_000 - 1;
    expect(await client.open("Tom", { st })).toMatchObject({ op: "opened" });
    now += 1;
    expect(await client.open("Tom", { st })).toMatchObject({ errorMessage: { code: 4112 } });
    client.close();
    await timed.close();
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
