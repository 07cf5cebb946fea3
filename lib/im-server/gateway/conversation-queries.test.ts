import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Lab, openLab } from "../testing/devices";
import { sdkPackages } from "../testing/sdk";

describe.each(sdkPackages)("queries of conversations with %s", (sdk) => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab(sdk);
  });
  afterAll(() => lab.close());

  it("finds by every question that the SDK can put", async () => {
    const { client, device } = await lab.login(lab.name("Tom"));
    const shelf = lab.name("shelf");
    for (const rank of [1, 2, 3]) {
      const marks = rank === 3 ? undefined : ["a", `b${rank}`];
      await client.createConversation({
        members: ["x", `m${rank}`],
        name: `book ${rank}`,
        shelf,
        rank,
        marks,
      });
    }
    const query = () => client.getQuery().equalTo("shelf", shelf).addAscending("rank");
    type Query = ReturnType<typeof query>;
    const ranks = async (question: Query) => (await question.find()).map((found) => found.get("rank"));
    const questions: [Query, number[]][] = [
      [query().equalTo("rank", 2), [2]],
      [query().notEqualTo("rank", 2), [1, 3]],
      [query().lessThan("rank", 2), [1]],
      [query().lessThanOrEqualTo("rank", 2), [1, 2]],
      [query().greaterThan("rank", 2), [3]],
      [query().greaterThanOrEqualTo("rank", 2), [2, 3]],
      [query().containedIn("rank", [1, 3, 9]), [1, 3]],
      [query().notContainsIn("rank", [1, 3, 9]), [2]],
      [query().containsAll("marks", ["a", "b2"]), [2]],
      [query().exists("marks"), [1, 2]],
      [query().doesNotExist("marks"), [3]],
      [query().sizeEqualTo("marks", 2), [1, 2]],
      [query().contains("name", "ook 2"), [2]],
      [query().startsWith("name", "book"), [1, 2, 3]],
      [query().endsWith("name", "3"), [3]],
      [query().matches("name", "book [12]"), [1, 2]],
      [query().containsMembers(["x", "m2"]), [2]],
      [query().withMembers(["x", "m2"], true), [2]],
      [query().withMembers(["x", "m2"], false), []],
      [query().addDescending("rank").skip(1).limit(1), [2]],
      [query().descending("rank").limit(2), [3, 2]],
      [query().limit(2), [1, 2]],
      [query().skip(2), [3]],
    ];
    const { ConversationQuery } = device.sdk;
    if (sdk === "leancloud-realtime-5") {
      const either = ConversationQuery.or(query().equalTo("rank", 1), query().equalTo("rank", 3));
      const both = ConversationQuery.and(query().greaterThan("rank", 1), query().lessThan("rank", 3));
      questions.push([either.ascending("rank"), [1, 3]], [both, [2]]);
    }
    expect(await Promise.all(questions.map(([question]) => ranks(question)))).toEqual(
      questions.map(([, expected]) => expected),
    );
  });

  it("brings the last message along, and leaves the members out, as it is asked to", async () => {
    const { client, device } = await lab.login(lab.name("Tom"));
    const topic = lab.name("topic");
    const { id } = await client.createConversation({ members: ["x"], topic });
    const conversation = await client.getConversation(id);
    const sent = await conversation.send(new device.sdk.TextMessage("the last word"));
    const other = await lab.login(client.id);
    const query = () => other.client.getQuery().equalTo("topic", topic);
    const [full] = await query().withLastMessagesRefreshed(true).find();
    expect(full).toMatchObject({ lastMessage: { id: sent.id, text: "the last word" } });
    expect(full?.lastMessageAt).toEqual(sent.timestamp);
    const third = await lab.login(client.id);
    const [compact] = await third.client.getQuery().equalTo("topic", topic).compact(true).find();
    expect(compact).toMatchObject({ id, members: [] });
    expect(full?.members).toEqual(expect.arrayContaining(["x", client.id]));
  });

  it("answers inner queries as storage does: with what everybody may read", async () => {
    const { client } = await lab.login(lab.name("Tom"));
    const topic = lab.name("topic");
    const created = await client.createConversation({ members: ["x"], topic });
    const open = { className: "_SysMessage", where: { topic } };
    const query = (operator: object) => {
      const asked = client.getQuery();
      Object.assign(Reflect.get(asked, "_where"), { topic: operator });
      return asked.find();
    };
    const select = { $select: { query: open, key: "topic" } };
    expect(await query(select)).toEqual([]);
    const hidden = { topic };
    await lab.server.call("POST", "/1.1/classes/_SysMessage", { body: hidden });
    expect(await query(select)).toEqual([]);
    const ACL = { "*": { read: true } };
    await lab.server.call("POST", "/1.1/classes/_SysMessage", { body: { ...hidden, ACL } });
    expect(await query(select)).toMatchObject([{ id: created.id }]);
    const unknown = { $inQuery: { className: "Nothing", where: {} } };
    await expect(query(unknown)).rejects.toMatchObject({ code: 4310 });
  });
});
