import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { limits } from "@/lib/protocol/limits";
import { codeOf, createTestConversation } from "../../testing/builders";
import { startTestServer, type TestServer } from "../../testing/start-test-server";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const path = "/1.1/classes/_Conversation";
const create = async (body: object) =>
  ((await server.call("POST", path, { body })).body as { objectId: string }).objectId;
const get = async (id: string, query = {}) => (await server.call("GET", `${path}/${id}`, { query })).body;
const put = (id: string, body: unknown, query = {}) => server.call("PUT", `${path}/${id}`, { body, query });
const find = async (where: object, query = {}) =>
  (await server.call("GET", path, { query: { where: JSON.stringify(where), ...query } })).body as {
    results: Record<string, unknown>[];
    count?: number;
  };

describe("creating", () => {
  it("answers 201 with id, date and location", async () => {
    const reply = await server.call("POST", path, {
      body: { name: "My Private Room", m: ["BillGates", "SteveJobs"] },
    });
    expect(reply.status).toBe(201);
    const { objectId } = reply.body as { objectId: string };
    expect(reply.body).toEqual({ objectId, createdAt: expect.stringMatching(/Z$/) });
    expect(reply.headers.get("location")).toContain(objectId);
  });

  it("answers the row when asked to", async () => {
    const queries: Record<string, string>[] = [{ new: "true" }, { fetchWhenSave: "True" }];
    for (const query of queries) {
      const reply = await server.call("POST", path, { query, body: { name: "n", level: 1 } });
      expect(reply.body).toMatchObject({ name: "n", level: 1, updatedAt: expect.any(String) });
    }
    const plain = await server.call("POST", path, { query: { fetchWhenSave: "false" }, body: { name: "n" } });
    expect(Object.keys(plain.body as object).sort()).toEqual(["createdAt", "objectId"]);
  });

  it("takes operations for new columns, and the flags of each kind", async () => {
    const id = await create({
      m: { __op: "AddUnique", objects: ["Tom", "Jerry", "Tom"] },
      tags: { __op: "Add", objects: ["a"] },
      score: { __op: "Increment", amount: 2 },
      when: { __type: "Date", iso: "2026-11-17T08:00:00.000Z" },
      attr: { level: { deep: [1, null, "x"] } },
    });
    expect(await get(id)).toMatchObject({
      m: ["Tom", "Jerry"],
      tags: ["a"],
      score: 2,
      when: { __type: "Date", iso: "2026-11-17T08:00:00.000Z" },
      attr: { level: { deep: [1, null, "x"] } },
    });
    expect(await get(await create({ tr: true, name: "OpenConf" }))).toMatchObject({ tr: true });
    expect(await get(await create({ sys: true, avatarURL: "http://x" }))).toMatchObject({
      sys: true,
      avatarURL: "http://x",
    });
  });

  it("refuses what no conversation can be", async () => {
    for (const [body, code] of [
      [{ sys: true, tr: true }, 1],
      [{ sys: "yes" }, 1],
      [{ m: "Tom" }, 1],
      [{ m: [1] }, 1],
      [{ m: [""] }, 1],
      [{ name: 5 }, 1],
      [{ attr: [] }, 1],
      [{ objectId: "abc" }, 105],
      [{ lm: 5 }, 105],
      [{ "bad key": 1 }, 105],
      [{ $x: 1 }, 105],
      [{ a: { __op: "Explode" } }, 111],
      [[], 1],
      ["text", 107],
      [5, 1],
    ] as const) {
      const reply = await server.call("POST", path, { body });
      expect({ body, status: reply.status, code: codeOf(reply.body) }).toEqual({ body, status: 400, code });
    }
    expect(
      (await server.call("POST", path, { body: { m: Array.from({ length: 501 }, (_, i) => `c${i}`) } }))
        .status,
    ).toBe(400);
  });
});

describe("reading", () => {
  it("answers an empty object for an unknown id, 404 for an unknown class", async () => {
    expect(await server.call("GET", `${path}/nope`)).toMatchObject({ status: 200, body: {} });
    const unknown = await server.call("GET", "/1.1/classes/Todo");
    expect(unknown).toMatchObject({
      status: 404,
      body: { code: 101, error: "Class or object doesn't exists." },
    });
  });

  it("finds by every operator that conversations need", async () => {
    const mark = `q${Date.now()}`;
    const a = await create({
      mark,
      name: "alpha",
      m: ["Tom", "Jerry"],
      level: 1,
      attr: { color: "red" },
      tags: ["x", "y"],
    });
    const b = await create({ mark, name: "beta", m: ["Tom"], level: 5, tags: ["x"] });
    const c = await create({ mark, name: "耗子，起床！", m: ["Mary"], level: 9, on: true });
    const ids = async (where: object, query = {}) =>
      (await find({ mark, ...where }, { order: "createdAt", ...query })).results.map((row) => row.objectId);
    expect(await ids({})).toEqual([a, b, c]);
    expect(await ids({ m: "Tom" })).toEqual([a, b]);
    expect(await ids({ m: { $all: ["Tom", "Jerry"] } })).toEqual([a]);
    expect(await ids({ m: { $size: 1 } })).toEqual([b, c]);
    expect(await ids({ m: { $in: ["Mary", "Jerry"] } })).toEqual([a, c]);
    expect(await ids({ level: { $gt: 1, $lte: 9 } })).toEqual([b, c]);
    expect(await ids({ level: { $gte: 5, $lt: 9 } })).toEqual([b]);
    expect(await ids({ level: { $ne: 5 } })).toEqual([a, c]);
    expect(await ids({ level: { $nin: [1, 9] } })).toEqual([b]);
    expect(await ids({ on: { $exists: true } })).toEqual([c]);
    expect(await ids({ on: { $exists: false } })).toEqual([a, b]);
    expect(await ids({ "attr.color": "red" })).toEqual([a]);
    expect(await ids({ name: { $regex: "^AL", $options: "i" } })).toEqual([a]);
    expect(await ids({ name: { $regex: "\\Q耗子，\\E" } })).toEqual([c]);
    expect(await ids({ $or: [{ level: 1 }, { name: "beta" }] })).toEqual([a, b]);
    expect(await ids({ $and: [{ m: "Tom" }, { tags: "y" }] })).toEqual([a]);
    const list = await server.call("GET", path, {
      query: { where: JSON.stringify([{ mark }, { level: 9 }]) },
    });
    expect(list.body).toMatchObject({ results: [{ objectId: c }] });
    expect(await ids({}, { order: "-level", limit: 2 })).toEqual([c, b]);
    expect(await ids({}, { skip: 2 })).toEqual([c]);
    const row = (await find({ objectId: a })).results[0];
    expect(await ids({ createdAt: { $gte: { __type: "Date", iso: row?.createdAt } } })).toEqual([a, b, c]);
    expect(await find({ mark }, { count: 1, limit: 0 })).toEqual({ results: [], count: 3 });
    expect((await find({ mark }, { limit: 5000 })).results).toHaveLength(3);
    expect(Object.keys((await find({ mark }, { keys: "-m,-tags,-level" })).results[0] ?? {})).not.toContain(
      "m",
    );
    expect(await get(b, { keys: "name" })).toEqual({
      objectId: b,
      name: "beta",
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
  });

  it("shows an ACL only when asked", async () => {
    const ACL = { "*": { read: true } };
    const id = await create({ name: "open", ACL });
    expect(await get(id)).not.toHaveProperty("ACL");
    expect(await get(id, { returnACL: "true" })).toMatchObject({ ACL });
  });

  it("scans everything in pages", async () => {
    const mark = `s${Date.now()}`;
    const made = new Set<string>();
    for (let index = 0; index < 7; index += 1) made.add(await create({ mark }));
    const seen: unknown[] = [];
    let query: Record<string, string | number> = { where: JSON.stringify({ mark }), limit: 3 };
    for (;;) {
      const page = (await server.call("GET", "/1.1/scan/classes/_Conversation", { query })).body as {
        results: { objectId: string }[];
        cursor: string | null;
      };
      seen.push(...page.results.map((row) => row.objectId));
      if (page.cursor === null) break;
      query = { ...query, cursor: page.cursor };
    }
    expect(seen).toHaveLength(7);
    expect(new Set(seen)).toEqual(made);
    const denied = await server.call("GET", "/1.1/scan/classes/_Conversation", { key: "app" });
    expect(codeOf(denied.body)).toBe(1);
  });
});

describe("changing", () => {
  it("applies operations as one step and answers what it was asked for", async () => {
    const id = await create({ name: "n", m: ["Tom"], tags: ["a", "b"], level: 1, gone: 1 });
    const reply = await put(
      id,
      {
        m: { __op: "AddUnique", objects: ["Jerry", "Tom"] },
        tags: { __op: "Remove", objects: ["a"] },
        level: { __op: "Increment", amount: 4 },
        gone: { __op: "Delete" },
        "attr.color": "red",
      },
      { new: "true" },
    );
    expect(reply.body).toMatchObject({
      objectId: id,
      updatedAt: expect.any(String),
      m: ["Tom", "Jerry"],
      tags: ["b"],
      level: 5,
      attr: { color: "red" },
    });
    expect(await get(id)).toMatchObject({ m: ["Tom", "Jerry"], level: 5, attr: { color: "red" } });
    expect(await get(id)).not.toHaveProperty("gone");
    const plain = await put(id, { m: { __op: "Remove", objects: ["Tom"] } });
    expect(plain.body).toEqual({ objectId: id, updatedAt: expect.any(String) });
    expect(await get(id)).toMatchObject({ m: ["Jerry"] });
  });

  it("keeps the first 500 members", async () => {
    const id = await create({ m: Array.from({ length: 499 }, (_, index) => `c${index}`) });
    const more = await put(id, { m: { __op: "AddUnique", objects: ["x1", "x2", "x3"] } });
    expect(more.status).toBe(200);
    const { m } = (await get(id)) as { m: string[] };
    expect(m).toHaveLength(500);
    expect(m.at(-1)).toBe("x1");
  });

  it("changes only what still matches a condition", async () => {
    const id = await create({ level: 1 });
    const miss = await put(id, { level: 2 }, { where: '{"level":7}' });
    expect(miss.status).toBe(400);
    expect(codeOf(miss.body)).toBe(305);
    expect((await put(id, { level: 2 }, { where: '{"level":1}' })).status).toBe(200);
    expect(await get(id)).toMatchObject({ level: 2 });
  });

  it("names an unknown object", async () => {
    expect(await put("nope", { name: "x" })).toMatchObject({
      status: 400,
      body: { code: 1, error: "Could not find object by id 'nope' for class '_Conversation'." },
    });
  });

  it("refuses columns of the server's own, wrong types and wrong keys", async () => {
    const id = await create({ name: "n", level: "text" });
    const refused: [unknown, number][] = [
      [{ sys: true }, 105],
      [{ unique: true }, 105],
      [{ objectId: "x" }, 105],
      [{ createdAt: "x" }, 105],
      [{ "a b": 1 }, 105],
      [{ "a..b": 1 }, 105],
      [{ constructor: 1 }, 105],
      [{ level: { __op: "Increment", amount: 1 } }, 111],
      [{ level: { __op: "Add", objects: [1] } }, 111],
      [{ m: { __op: "Add", objects: [1] } }, 1],
      [{ m: { a: 1 } }, 1],
      [{ "m.0": "x" }, 1],
      [{ name: { __op: "Increment", amount: 1 } }, 1],
      [{ attr: 7 }, 1],
    ];
    for (const [body, code] of refused) {
      const reply = await put(id, body);
      const answer = { body, status: reply.status, code: codeOf(reply.body) };
      expect(answer).toEqual({ body, status: 400, code });
    }
    expect(await get(id)).toMatchObject({ name: "n", level: "text" });
  });

  it("deletes, once or again, one or several", async () => {
    const [a, b] = [await create({}), await create({})];
    expect((await server.call("DELETE", `${path}/${a},${b}`)).body).toEqual({});
    expect(await get(a)).toEqual({});
    expect(await get(b)).toEqual({});
    expect((await server.call("DELETE", `${path}/${a}`, { body: {} })).status).toBe(200);
  });
});

describe("the app key", () => {
  it("may do only what an ACL opens", async () => {
    const closed = await createTestConversation(server);
    const open = await create({ name: "open", ACL: { "*": { read: true, write: true } } });
    const app = { key: "app" as const };
    const created = await server.call("POST", path, { ...app, body: { name: "x" } });
    expect(created.status).toBe(403);
    expect(codeOf(created.body)).toBe(403);
    expect((await server.call("GET", `${path}/${closed}`, app)).body).toEqual({});
    expect((await server.call("GET", `${path}/${open}`, app)).body).toMatchObject({ name: "open" });
    const found = (await server.call("GET", path, app)).body as { results: { objectId: string }[] };
    expect(found.results.map((row) => row.objectId)).toContain(open);
    expect(found.results.map((row) => row.objectId)).not.toContain(closed);
    expect((await server.call("PUT", `${path}/${closed}`, { ...app, body: { name: "x" } })).status).toBe(403);
    expect((await server.call("DELETE", `${path}/${closed}`, app)).status).toBe(403);
    expect((await server.call("PUT", `${path}/${open}`, { ...app, body: { name: "y" } })).status).toBe(200);
  });
});

describe("_SysMessage", () => {
  it("is a class like any other", async () => {
    const base = "/1.1/classes/_SysMessage";
    const conv = { __type: "Pointer", className: "_Conversation", objectId: "5541c02ce4b0f83f4d44414e" };
    const body = {
      conv,
      bin: false,
      msgId: "m1",
      from: "Tom",
      fromIp: "1.2.3.4",
      data: "hi",
      timestamp: 1408008498571,
      ackAt: 0,
    };
    const reply = await server.call("POST", base, { body });
    expect(reply.status).toBe(201);
    const { objectId } = reply.body as { objectId: string };
    expect((await server.call("GET", `${base}/${objectId}`)).body).toMatchObject(body);
    const where = JSON.stringify({ conv, timestamp: { $lt: 1408008498572 } });
    const found = await server.call("GET", base, { query: { where, count: 1, order: "-timestamp" } });
    expect(found.body).toMatchObject({ count: 1, results: [{ objectId }] });
    expect((await server.call("PUT", `${base}/${objectId}`, { body: { data: "edited" } })).status).toBe(200);
    const scanned = await server.call("GET", "/1.1/scan/classes/_SysMessage");
    expect(scanned.body).toMatchObject({ results: [{ data: "edited" }] });
    expect((await server.call("PUT", `${base}/nope`, { body: { data: "x" } })).status).toBe(400);
    expect((await server.call("DELETE", `${base}/${objectId}`)).body).toEqual({});
    expect((await server.call("GET", `${base}/${objectId}`)).body).toEqual({});
  });
});

describe("batch", () => {
  it("answers each request for itself, in order", async () => {
    const id = await create({ name: "batched" });
    const requests = [
      { method: "POST", path, body: { name: "new" } },
      { method: "PUT", path: `${path}/${id}`, body: { name: "renamed" } },
      { method: "GET", path: `${path}/${id}` },
      { method: "GET", path, params: { where: { name: "renamed" }, keys: "name" } },
      { method: "GET", path: `${path}/nope` },
      { method: "PUT", path: `${path}/nope`, body: { name: "x" } },
      { method: "DELETE", path: `${path}/${id}`, body: {} },
      { method: "GET", path: "/1.1/nowhere" },
      { method: "POST", path: "/1.1/batch", body: { requests: [] } },
      { method: "PATCH", path },
      { method: "GET", path: "http://elsewhere/1.1/date" },
      { method: "GET", path: "/1.1/classes/用户/%" },
    ];
    const reply = await server.call("POST", "/1.1/batch", { body: { requests } });
    expect(reply.status).toBe(200);
    const error = (code: number) => ({ error: { code, error: expect.any(String) } });
    expect(reply.body).toEqual([
      { success: { objectId: expect.any(String), createdAt: expect.any(String) } },
      { success: { objectId: id, updatedAt: expect.any(String) } },
      { success: expect.objectContaining({ name: "renamed" }) },
      { success: { results: [expect.objectContaining({ objectId: id, name: "renamed" })] } },
      { success: null },
      error(1),
      { success: {} },
      error(101),
      error(1),
      error(1),
      error(107),
      error(1),
    ]);
  });

  it("keeps the caller's rights and its size", async () => {
    const body = { requests: [{ method: "POST", path, body: { name: "x" } }] };
    const asApp = await server.call("POST", "/1.1/batch", { key: "app", body });
    expect(asApp.body).toEqual([{ error: { code: 403, error: expect.any(String) } }]);
    const one = { method: "GET", path: "/1.1/date" };
    const many = { requests: Array.from({ length: limits.batch + 1 }, () => one) };
    expect(codeOf((await server.call("POST", "/1.1/batch", { body: many })).body)).toBe(1);
  });
});
