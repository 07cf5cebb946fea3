import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codeOf } from "../../testing/builders";
import { startTestServer, type TestServer } from "../../testing/start-test-server";

let server: TestServer;
const ids: Record<string, string> = {};
beforeAll(async () => {
  server = await startTestServer();
  for (const [name, body] of Object.entries({
    red: { name: "red", c: "ann", level: 1, m: ["ann", "bob"] },
    blue: { name: "blue", c: "bob", level: 2, m: ["bob"] },
    green: { name: "green", c: "cid", level: 3, tags: ["red"] },
  })) {
    ids[name] = await create("_Conversation", body);
  }
  for (const name of ["red", "blue"]) {
    const conv = { __type: "Pointer", className: "_Conversation", objectId: ids[name] };
    await create("_SysMessage", { conv, data: name, list: [conv] });
  }
});
afterAll(() => server.close());

async function create(className: string, body: object): Promise<string> {
  const reply = await server.call("POST", `/1.1/classes/${className}`, { body });
  return (reply.body as { objectId: string }).objectId;
}

async function find(className: string, where: object, query = {}) {
  const reply = await server.call("GET", `/1.1/classes/${className}`, {
    query: { where: JSON.stringify(where), order: "createdAt", ...query },
  });
  return reply.body as { results: Record<string, unknown>[] };
}
const names = async (where: object) =>
  (await find("_Conversation", where)).results.map((row) => row.name).sort();
const texts = async (where: object) => (await find("_SysMessage", where)).results.map((row) => row.data);

describe("inner queries", () => {
  const conversations = (where: object) => ({ className: "_Conversation", where });

  it("match pointers to what they find, or to nothing of it", async () => {
    expect(await texts({ conv: { $inQuery: conversations({ level: { $gt: 1 } }) } })).toEqual(["blue"]);
    expect(await texts({ conv: { $notInQuery: conversations({ level: { $gt: 1 } }) } })).toEqual(["red"]);
    expect(await texts({ conv: { $inQuery: conversations({ level: 99 }) } })).toEqual([]);
  });

  it("match the values of a key", async () => {
    const bySender = (operator: string) => ({
      name: { [operator]: { query: { className: "_SysMessage", where: {} }, key: "data" } },
    });
    expect(await names(bySender("$select"))).toEqual(["blue", "red"]);
    expect(await names(bySender("$dontSelect"))).toEqual(["green"]);
    const members = { c: { $select: { query: conversations({ name: "red" }), key: "m" } } };
    expect(await names(members)).toEqual(["blue", "red"]);
  });

  it("stand beside other conditions, in $or, and within each other", async () => {
    const inner = { query: { className: "_SysMessage", where: {} }, key: "data" };
    expect(await names({ name: { $select: inner, $ne: "red" } })).toEqual(["blue"]);
    expect(await names({ $or: [{ name: { $select: inner } }, { level: 3 }] })).toHaveLength(3);
    const nested = { className: "_SysMessage", where: { conv: { $inQuery: conversations({ level: 1 }) } } };
    expect(await names({ name: { $select: { query: nested, key: "data" } } })).toEqual(["red"]);
    expect(
      await names({
        name: { $select: { query: { ...inner.query, limit: 1, order: "-data" }, key: "data" } },
      }),
    ).toEqual(["red"]);
  });

  it("work in 1.2, in scans and in conditional updates alike", async () => {
    const where = JSON.stringify({ c: { $select: { query: conversations({ name: "red" }), key: "c" } } });
    for (const path of [
      "/1.2/rtm/conversations",
      "/1.2/rtm/all-conversations",
      "/1.1/scan/classes/_Conversation",
    ]) {
      const reply = await server.call("GET", path, { query: { where } });
      expect(reply.body).toMatchObject({ results: [{ name: "red" }] });
    }
    const update = (name: string) =>
      server.call("PUT", `/1.1/classes/_Conversation/${ids[name]}`, { query: { where }, body: { seen: 1 } });
    expect((await update("red")).status).toBe(200);
    expect(codeOf((await update("blue")).body)).toBe(305);
  });

  it("show the app key nothing that it may not read", async () => {
    const mine = await create("_Conversation", { name: "blue", open: true, ACL: { "*": { read: true } } });
    const where = JSON.stringify({
      name: { $select: { query: conversations({ name: "blue", open: { $exists: false } }), key: "name" } },
    });
    const reply = await server.call("GET", "/1.1/classes/_Conversation", { key: "app", query: { where } });
    expect(reply.body).toEqual({ results: [] });
    await server.call("DELETE", `/1.1/classes/_Conversation/${mine}`);
  });

  it("are refused when malformed or too many", async () => {
    const many = Array.from({ length: 11 }, () => ({ conv: { $inQuery: conversations({}) } }));
    for (const [where, code] of [
      [{ $or: many }, 102],
      [{ conv: { $inQuery: { className: "Nope", where: {} } } }, 101],
      [{ conv: { $inQuery: { where: {} } } }, 1],
      [{ conv: { $inQuery: conversations({ a: { $what: 1 } }) } }, 102],
      [{ conv: { $select: { query: conversations({}) } } }, 1],
      [{ conv: { $inQuery: 7 } }, 1],
    ] as const) {
      expect(codeOf(await find("_SysMessage", where))).toBe(code);
    }
  });
});

describe("include", () => {
  it("gives the objects that pointers point to", async () => {
    const { results } = await find("_SysMessage", { data: "red" }, { include: "conv,list,missing" });
    const conversation = { __type: "Object", className: "_Conversation", objectId: ids.red, name: "red" };
    expect(results).toMatchObject([{ conv: conversation, list: [conversation] }]);
    expect(results[0]?.conv).not.toHaveProperty("ACL");
  });

  it("keeps of what is included the keys that are asked for", async () => {
    const query = { include: "conv", keys: "conv.name" };
    const { results } = await find("_SysMessage", { data: "red" }, query);
    const dates = { createdAt: expect.any(String), updatedAt: expect.any(String) };
    const conv = { __type: "Object", className: "_Conversation", objectId: ids.red, ...dates, name: "red" };
    expect(results).toEqual([{ objectId: expect.any(String), ...dates, conv }]);
  });

  it("leaves pointers to what is gone, and works for one object", async () => {
    const conv = { __type: "Pointer", className: "_Conversation", objectId: "gone" };
    const other = { __type: "Pointer", className: "_User", objectId: "u1" };
    const id = await create("_SysMessage", { conv, attr: { other, red: { ...conv, objectId: ids.red } } });
    const { body } = await server.call("GET", `/1.1/classes/_SysMessage/${id}`, {
      query: { include: "conv,attr.other,attr.red" },
    });
    expect(body).toMatchObject({ conv, attr: { other, red: { __type: "Object", name: "red" } } });
  });
});
