import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RawData } from "ws";
import { connectJson } from "../testing/json-client";
import { connectRaw } from "../testing/raw-client";
import { startTestServer, type TestServer, testKeys } from "../testing/start-test-server";
import { decodeCommand } from "./wire/codec";

/** Who is put out while its login is still being worked on is not told afterwards that it is logged in. */
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** A device whose answers and pushes are noted in the order in which they come. */
async function device(clientId: string, deviceId: string) {
  const client = await connectRaw(server);
  const told: string[] = [];
  client.socket.on("message", (data: RawData) => {
    const { cmd, op, sessionMessage, errorMessage } = decodeCommand(Buffer.from(data as Buffer));
    const code = sessionMessage?.code ?? errorMessage?.code;
    if (cmd === "session" || cmd === "error") told.push([op ?? cmd, code].filter(Boolean).join(" "));
  });
  const open = () => client.open(clientId, { tag: "phone", deviceId });
  return { client, told, open };
}

describe("who is put out while logging in", () => {
  it("by another device of the same tag", async () => {
    for (let times = 0; times < 20; times += 1) {
      const [one, two] = [await device("Tom", "one"), await device("Tom", "two")];
      await Promise.all([one.open(), two.open()]);
      // What was said before has arrived with the answer to this.
      for (const { client } of [one, two]) await client.ask({ cmd: "echo" });
      const [out, inside] = one.told.at(-1) === "opened" ? [two, one] : [one, two];
      expect(inside.told).toEqual(["opened"]);
      expect([["closed 4111"], ["opened", "closed 4111"]]).toContainEqual(out.told);
      for (const { client } of [one, two]) client.close();
    }
  });

  it("by a kick", async () => {
    const out: string[] = [];
    for (let times = 0; times < 20; times += 1) {
      const jerry = await device("Jerry", "one");
      const opened = jerry.open();
      await server.call("POST", "/1.2/rtm/clients/Jerry/kick", { body: { reason: "away" } });
      await opened;
      await jerry.client.ask({ cmd: "echo" });
      out.push(jerry.told.join());
      jerry.client.close();
    }
    const known = ["opened", "error 4115", "opened,closed 4115"];
    expect(out.filter((told) => !known.includes(told))).toEqual([]);
  });

  it("by a kick, where that closes the connection", async () => {
    for (let times = 0; times < 20; times += 1) {
      const old = await connectJson(server);
      old.send({ cmd: "session", op: "open", appId: testKeys.appId, peerId: "Spike" });
      await server.call("POST", "/1.2/rtm/clients/Spike/kick", { body: { reason: "" } });
      await old.next(({ cmd }) => cmd === "session");
      const online = await server.call("POST", "/1.2/rtm/clients/check-online", {
        body: { client_ids: ["Spike"] },
      });
      if (Reflect.get(Object(online.body), "results").length === 0) expect(await old.closed).toBe(4115);
      old.close();
    }
  });
});
