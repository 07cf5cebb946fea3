import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Lab, openLab } from "../testing/devices";
import { nextEvent, sdkPackages } from "../testing/sdk";
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

  it("lets a signed client come back by its token, also after a restart", async () => {
    await demand({ login: true });
    const tom = lab.name("Tom");
    let signatures = 0;
    const signatureFactory = (id: string) => {
      signatures += 1;
      return login(id);
    };
    const { client, device } = await lab.login(tom, { signatureFactory });
    for (const interrupt of [device.cut, lab.server.restart]) {
      const back = nextEvent(client, "reconnect");
      await interrupt();
      await back;
    }
    expect(await client.ping([tom])).toEqual([tom]);
    expect(signatures).toBe(1);
    await demand({});
  });

  it("takes no signature from before a kick", async () => {
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

    const kick = signed((t, n) => [appId, tom, conversation.id, "spike", `${t}`, n, "kick"]);
    const invite = (age: number, key?: string) =>
      signed((t, n) => [appId, tom, conversation.id, "spike", `${t}`, n, "invite"], age, key);
    for (const wrong of [kick, invite(7 * hours), invite(-7 * hours), invite(0, "another key")]) {
      const again = await lab.login(tom, { conversationSignatureFactory: () => wrong });
      const seen = await again.client.getConversation(conversation.id);
      await expect(seen.add(["spike"])).rejects.toMatchObject({ code: 4302 });
    }
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
    const given = (action: string, age = 0) =>
      signed((t, n) => [appId, tom, conversation.id, jerry, `${t}`, n, action], age);
    const open = async (blacklistSignatureFactory: (...asked: unknown[]) => ReturnType<typeof given>) =>
      (await lab.login(tom, { blacklistSignatureFactory })).client.getConversation(conversation.id);
    // The last that the factory is told is what is to be done; the rest comes in another order in 4.x.
    const rightly = await open((...asked) => given(String(asked.at(-1))));
    expect((await rightly.blockMembers([jerry])).successfulClientIds).toEqual([jerry]);
    expect((await rightly.unblockMembers([jerry])).successfulClientIds).toEqual([jerry]);
    const lately = await open((...asked) => given(String(asked.at(-1)), 7 * hours));
    const wrongly = await open(() => given("conversation-unblock-clients"));
    for (const refused of [lately, wrongly]) {
      await expect(refused.blockMembers([jerry])).rejects.toMatchObject({ code: 4546 });
    }
    await demand({});
  });
});
