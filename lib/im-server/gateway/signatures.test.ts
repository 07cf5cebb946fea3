import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Lab, openLab } from "../testing/devices";
import { connectRaw } from "../testing/raw-client";
import { sdkPackages } from "../testing/sdk";
import { testKeys } from "../testing/start-test-server";

const { appId, masterKey } = testKeys;
const hours = 3_600_000;

function sign(text: string, key = masterKey): string {
  return createHmac("sha1", key).update(text).digest("hex");
}

/** What an app's own server gives its clients. */
function signed(parts: (timestamp: number, nonce: string) => string[], age = 0, key = masterKey) {
  const timestamp = Date.now() - age;
  return { timestamp, nonce: "n1", signature: sign(parts(timestamp, "n1").join(":"), key).toUpperCase() };
}

const login = (id: string, age = 0, key = masterKey) =>
  signed((t, n) => [appId, id, "", `${t}`, n], age, key);

describe.each(sdkPackages)("signatures with %s", (sdk) => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab(sdk);
  });
  afterAll(() => lab.close());

  async function demand(signatures: Record<string, boolean>) {
    await lab.server.call("PUT", "/parley/1/settings", { body: { signatures } });
  }

  it("lets only signed logins in", async () => {
    await demand({ login: true });
    const tom = lab.name("Tom");
    const { client } = await lab.login(tom, { signatureFactory: (id) => login(id) });
    expect(client.id).toBe(tom);
    await expect(lab.login(tom)).rejects.toMatchObject({ code: 4102, message: "SIGNATURE_FAILED" });
    for (const wrong of [login(tom, 0, "another key"), login(lab.name("Other")), login(tom, 7 * hours)]) {
      await expect(lab.login(tom, { signatureFactory: () => wrong })).rejects.toMatchObject({ code: 4102 });
    }
    await demand({});
  });

  it("lets a signed client come back by its token, and a kick ends signatures made before", async () => {
    await demand({ login: true });
    const tom = lab.name("Tom");
    const early = login(tom);
    await lab.server.call("POST", `/1.2/rtm/clients/${tom}/kick`, { body: { reason: "" } });
    await expect(lab.login(tom, { signatureFactory: () => early })).rejects.toMatchObject({ code: 4102 });
    await demand({});
  });

  it("lets only signed changes of conversations through", async () => {
    await demand({ conversations: true });
    const [tom, jerry] = [lab.name("Tom"), lab.name("Jerry")];
    const { client } = await lab.login(tom, {
      conversationSignatureFactory: (conversationId, clientId, targetIds, action) => {
        const members = [...targetIds].sort().join(":");
        // 4.x calls them add and remove; what is signed has the documented names.
        const verb = action === "create" ? null : action === "add" || action === "invite" ? "invite" : "kick";
        return signed((t, n) =>
          verb === null
            ? [appId, clientId, members, `${t}`, n]
            : [appId, clientId, conversationId, members, `${t}`, n, verb],
        );
      },
    });
    const conversation = await client.createConversation({ members: [jerry] });
    expect((await conversation.add(["spike"])).successfulClientIds).toEqual(["spike"]);
    expect((await conversation.remove(["spike"])).successfulClientIds).toEqual(["spike"]);
    await conversation.quit();

    const unsigned = await lab.login(lab.name("Spike"));
    await expect(unsigned.client.createConversation({ members: ["x"] })).rejects.toMatchObject({
      code: 4302,
    });
    const seen = await unsigned.client.getConversation(conversation.id);
    await expect(seen.join()).rejects.toMatchObject({ code: 4302 });
    await demand({});
  });

  it("lets only signed blocks through", async () => {
    const [tom, jerry] = [lab.name("Tom"), lab.name("Jerry")];
    const { client } = await lab.login(tom);
    const conversation = await client.createConversation({ members: [jerry] });
    await demand({ blacklist: true });
    await expect(conversation.blockMembers([jerry])).rejects.toMatchObject({ code: 4546 });
    const raw = await connectRaw(lab.server);
    await raw.open(tom);
    const given = signed((t, n) => [
      appId,
      tom,
      conversation.id,
      jerry,
      `${t}`,
      n,
      "conversation-block-clients",
    ]);
    const { timestamp: t, nonce: n, signature: s } = given;
    const blocked = await raw.ask({
      cmd: "blacklist",
      op: "block",
      blacklistMessage: { srcCid: conversation.id, toPids: [jerry], s, t, n },
    });
    expect(blocked).toMatchObject({ op: "blocked", blacklistMessage: { allowedPids: [jerry] } });
    raw.close();
    await demand({});
  });
});
