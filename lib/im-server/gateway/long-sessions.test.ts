import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { clientSessionsReplySchema } from "@/lib/protocol/rest/sessions";
import { type Lab, openLab } from "../testing/devices";
import { nextEvent, sdkPackages } from "../testing/sdk";
import { testKeys } from "../testing/start-test-server";

const DAY = 86_400_000;

describe.each(sdkPackages)("a client of %s that has been connected for days", (sdk) => {
  let lab: Lab;
  const clock = { ahead: 0 };
  beforeAll(async () => {
    const real = Date.now.bind(Date);
    // Server and SDK alike: the SDK drops a token that it believes has run out.
    vi.spyOn(Date, "now").mockImplementation(() => real() + clock.ahead);
    // Nobody is taken to have fallen silent, though the clock jumps.
    lab = await openLab(sdk, {
      gateway: { sweepInterval: 20, idleTimeout: 100 * DAY, loginTimeout: 100 * DAY },
    });
    await lab.server.call("PUT", "/parley/1/settings", { body: { signatures: { login: true } } });
  });
  afterAll(async () => {
    vi.restoreAllMocks();
    await lab.close();
  });

  it("comes back by its token, in its own place, and shows it to REST", async () => {
    const options = { signatureFactory: sign, tag: "phone" };
    const { client, device } = await lab.login(lab.name("Tom"), options);
    for (let day = 0; day < 11; day += 1) {
      clock.ahead += DAY;
      const conversation = await client.createConversation({ members: [lab.name("Jerry")] });
      expect(await conversation.getAllMemberInfo()).toHaveLength(2);
    }
    const returned = nextEvent(client, "reconnect");
    const refused = nextEvent(client, "reconnecterror").then(([error]) => Promise.reject(error));
    device.cut();
    await Promise.race([returned, refused]);
    expect(await client.ping([client.id])).toEqual([client.id]);
    const { body } = await lab.server.call("GET", `/parley/1/clients/${client.id}/sessions`);
    expect(clientSessionsReplySchema.parse(body).open).toMatchObject([{ tag: "phone" }]);
    await client.close();
  });

  it("is asked to come anew before its token runs out, as often as that would happen", async () => {
    const { client } = await lab.login(lab.name("Tom"), { signatureFactory: sign, tag: "phone" });
    for (let day = 0; day < 60; day += 20) {
      const returned = nextEvent(client, "reconnect");
      clock.ahead += 20 * DAY;
      await returned;
    }
    expect(await client.ping([client.id])).toEqual([client.id]);
    await client.close();
  });
});

function sign(clientId: string) {
  const [timestamp, nonce] = [Date.now(), "once"];
  const text = [testKeys.appId, clientId, "", timestamp, nonce].join(":");
  return { timestamp, nonce, signature: createHmac("sha1", testKeys.masterKey).update(text).digest("hex") };
}
