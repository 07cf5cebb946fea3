import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codeOf, createTestConversation, createTestService, sendTestMessage } from "../testing/builders";
import { exchange } from "../testing/exchange";
import { startTestServer, type TestServer, testKeys } from "../testing/start-test-server";

let server: TestServer;
let id = "";
beforeAll(async () => {
  server = await startTestServer();
  id = await createTestConversation(server);
});
afterAll(() => server.close());

const classes = "/1.1/classes/_Conversation";

/** A refusal in LeanCloud's shape, and a server that still answers. */
async function expectRefused(reply: { status: number; body: unknown }, code?: number) {
  expect(reply.status).toBeGreaterThanOrEqual(400);
  expect(reply.status).toBeLessThan(500);
  const got = codeOf(reply.body);
  if (code !== undefined) expect(got).toBe(code);
  expect((await server.call("GET", "/1.1/date")).status).toBe(200);
}

describe("bodies", () => {
  it.each(["{", '{"a":}', "text", '{"a":1}}', "[1,", "\u0000", '{"a":"\u0001"}', "NaN", "'x'"])(
    "refuses %j as JSON",
    async (body) => {
      await expectRefused(await server.call("POST", classes, { body }), 107);
    },
  );

  it.each(["null", "[]", "5", '"text"', "true"])("refuses %s where an object is needed", async (body) => {
    await expectRefused(
      await server.call("POST", `/1.2/rtm/conversations/${id}/messages`, { body }),
      undefined,
    );
    await expectRefused(await server.call("POST", "/1.2/rtm/clients/check-online", { body }), undefined);
  });

  it("tolerates null on GET and an empty object on DELETE, as clients send them", async () => {
    const empty = await createTestConversation(server);
    expect((await server.call("DELETE", `${classes}/${empty}`, { body: {} })).status).toBe(200);
    expect((await server.call("GET", `${classes}?`)).status).toBe(200);
    const rawGet = await rawRequest("GET", classes, "null");
    expect(rawGet).toMatch(/^HTTP\/1\.1 200/);
  });

  it("refuses 10 MB without reading it to the end", async () => {
    const reply = await rawRequest("POST", classes, `{"name":"${"x".repeat(10_000_000)}"}`);
    expect(reply).toMatch(/^HTTP\/1\.1 413/);
    expect(reply).toContain('{"code":1,"error":"The request is too large."}');
    await expectRefused(await server.call("GET", "/1.2/nope"), 101);
  });

  it("refuses deep nesting, in bodies and in where", async () => {
    const deep = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
    const wide = `{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
    await expectRefused(await server.call("POST", classes, { body: deep(50_000) }), 107);
    await expectRefused(await server.call("POST", classes, { body: wide }), 107);
    await expectRefused(await server.call("POST", classes, { body: `{"attr":${deep(40)}}` }));
    await expectRefused(await server.call("POST", "/1.1/batch", { body: wide }), 107);
    await expectRefused(await server.call("GET", classes, { query: { where: deep(500) } }), 107);
    const nested = `${'{"$and":['.repeat(30)}{"a":1}${"]}".repeat(30)}`;
    await expectRefused(await server.call("GET", classes, { query: { where: nested } }), 102);
    // Brackets inside strings do not nest.
    const text = { name: '\\"[{'.repeat(200) };
    expect((await server.call("POST", classes, { body: text })).status).toBe(201);
  });

  it("refuses more entries than it could work on without making others wait", async () => {
    const keys = (from: number) =>
      Array.from({ length: 60_000 }, (_, index) => `"k${from + index}":1`).join(",");
    for (const body of [
      `{${keys(0)}}`,
      `{"attr":{${keys(0)}}}`,
      `{"attr":{"a":[${"1,".repeat(100_001)}1]}}`,
    ]) {
      await expectRefused(await server.call("POST", classes, { body }), 107);
      await expectRefused(await server.call("PUT", `${classes}/${id}`, { body }), 107);
      await expectRefused(await server.call("POST", "/1.1/batch", { body }), 107);
    }
    // What stands in strings does not count.
    const text = { name: ",:".repeat(60_000) };
    expect((await server.call("POST", classes, { body: text })).status).toBe(201);
  });

  it("refuses keys that reach a prototype, wherever they stand", async () => {
    for (const body of [
      '{"__proto__":{"isMaster":true}}',
      '{"attr":{"__proto__":{"x":1}}}',
      '{"attr":[{"a":{"\\u005f_proto__":1}}]}',
      '{"constructor":{"prototype":{"x":1}}}',
      '{"attr":{"constructor":{"prototype":{"x":1}}}}',
      '{"attr.__proto__.x":1}',
      '{"attr.constructor.prototype.x":1}',
    ]) {
      await expectRefused(await server.call("POST", classes, { body }));
      await expectRefused(await server.call("PUT", `${classes}/${id}`, { body }));
    }
    for (const where of [
      '{"__proto__":1}',
      '{"attr.__proto__":1}',
      '{"a":{"__proto__":{"$gt":1}}}',
      '{"constructor":1}',
    ]) {
      await expectRefused(await server.call("GET", classes, { query: { where } }));
    }
    for (const name of ["__proto__", "constructor", "toString"]) {
      await expectRefused(await server.call("GET", `/1.1/classes/${name}`), 101);
    }
    expect(Reflect.get({}, "x")).toBeUndefined();
  });
});

describe("queries", () => {
  it("answers regular expressions that would backtrack for ever at once", async () => {
    const victim = `${"a".repeat(60)}!`;
    await createTestConversation(server, { name: victim });
    for (const $regex of ["^(a+)+$", "(a|aa)+$", "(.*a){30}x", "^(([a-z])+.)+[A-Z]([a-z])+$"]) {
      const query = { where: JSON.stringify({ name: { $regex } }) };
      const reply = await server.call("GET", classes, { query });
      expect([200, 400]).toContain(reply.status);
    }
    for (const $regex of ["(", "[", "(?<=a)b", "(a)\\1", "a{99999}", "x".repeat(5000)]) {
      await expectRefused(
        await server.call("GET", classes, { query: { where: JSON.stringify({ name: { $regex } }) } }),
        102,
      );
    }
  });

  it.each([
    ["where=[", 107],
    ["where=5", 102],
    ['where={"$where":"1"}', 102],
    ['where={"a":{"$nearSphere":1}}', 102],
    ['where={"a":{"$in":5}}', 102],
    ['where={"a b":1}', 105],
    ["order=a b", 105],
    ["order=--a", 105],
    ["skip=-1", 1],
    ["skip=1e9", 1],
    ["skip=99999999999999999999", 1],
    ["where=1&where=2", 1],
  ])("refuses %s", async (query, code) => {
    await expectRefused(await server.call("GET", `${classes}?${encodeURI(query)}`), code);
  });

  it("says what is wrong, and where", async () => {
    const errorOf = async (path: string) => (await server.call("GET", path)).body;
    const messages = `/1.2/rtm/conversations/${id}/messages`;
    expect(await errorOf(`${messages}?limit=-1`)).toEqual({ code: 1, error: "limit: Not a whole number." });
    expect(await errorOf(`${messages}?timestamp=now`)).toEqual({
      code: 1,
      error: "timestamp: Not a timestamp.",
    });
    const where = encodeURIComponent('{"attr":{"$in":[1,{"b":"\\ud800"}]}}');
    expect(await errorOf(`${classes}?where=${where}`)).toEqual({
      code: 102,
      error: "Not well-formed Unicode at $.attr.$in[1]",
    });
    const body = { attr: { list: [1, { constructor: 1 }] } };
    expect((await server.call("POST", classes, { body })).body).toEqual({
      code: 111,
      error: 'Key "constructor" is not allowed at attr.list[1]',
    });
  });

  it("reads odd limits as the service does", async () => {
    for (const limit of ["-1", "1001", "abc", "1.5", ""]) {
      expect((await server.call("GET", `${classes}?limit=${limit}`)).status).toBe(200);
    }
  });

  it("refuses huge and odd numbers", async () => {
    for (const value of ["1e400", "-1", "0x10", "9007199254740993", "99999999999999999999", "NaN"]) {
      await expectRefused(
        await server.call("GET", `/1.2/rtm/conversations/${id}/messages?timestamp=${value}`),
        1,
      );
    }
    for (const timestamp of [1e300, -1, 1.5, "1", null, {}]) {
      const body = { from_client: "Tom", message: "x", timestamp };
      await expectRefused(await server.call("PUT", `/1.2/rtm/conversations/${id}/messages/m`, { body }), 1);
    }
    expect(
      (await server.call("GET", `/1.2/rtm/conversations/${id}/messages?timestamp=8640000000000000`)).status,
    ).toBe(200);
  });
});

describe("texts", () => {
  it("keeps any well-formed Unicode as it is and refuses the rest", async () => {
    const texts = [
      "😀👨‍👩‍👧",
      "\u0000",
      "שלום \u202e עולם",
      "\ufeff",
      "\u2028\u2029",
      "a\u0301",
      "\\u0000",
      "%00",
      "'; DROP TABLE messages;--",
    ];
    const own = await createTestConversation(server);
    for (const text of texts) await sendTestMessage(server, own, text);
    const rows = (await server.call("GET", `/1.2/rtm/conversations/${own}/messages`)).body as {
      data: string;
    }[];
    expect(rows.map((row) => row.data).reverse()).toEqual(texts);
    const broken = '{"from_client":"Tom","message":"\\ud800"}';
    await expectRefused(
      await server.call("POST", `/1.2/rtm/conversations/${own}/messages`, { body: broken }),
      1,
    );
    for (const from_client of ["a\u0000b", "\ud800", "", "x".repeat(65), 5, null]) {
      await expectRefused(
        await server.call("POST", `/1.2/rtm/conversations/${own}/messages`, {
          body: { from_client, message: "x" },
        }),
        1,
      );
    }
  });

  it("refuses lone surrogates wherever text is kept or asked for", async () => {
    const lone = '"\\ud800"';
    for (const body of [
      `{"name":${lone}}`,
      `{"attr":{"a":[${lone}]}}`,
      `{"attr":{${lone}:1}}`,
      `{"x":${lone}}`,
    ]) {
      await expectRefused(await server.call("POST", classes, { body }), 111);
      await expectRefused(await server.call("PUT", `${classes}/${id}`, { body }), 111);
    }
    await expectRefused(
      await server.call("POST", "/1.1/classes/_SysMessage", { body: `{"data":${lone}}` }),
      111,
    );
    for (const where of [`{"name":${lone}}`, `{"x":{"$in":[${lone}]}}`]) {
      await expectRefused(await server.call("GET", classes, { query: { where } }), 102);
    }
    const pushes = [lone, `{"alert":${lone}}`, `{${lone}:1}`];
    for (const pushed of pushes) {
      const body = `{"from_client":"Tom","message":"x","push_data":${pushed}}`;
      await expectRefused(await server.call("POST", `/1.2/rtm/conversations/${id}/messages`, { body }), 1);
    }
    const kick = await server.call("POST", "/1.2/rtm/clients/Tom/kick", { body: `{"reason":${lone}}` });
    await expectRefused(kick, 1);
    // A text about a surrogate is an ordinary one.
    expect((await server.call("POST", classes, { body: { name: "\\ud800" } })).status).toBe(201);
  });

  it("refuses malformed and overlong paths", async () => {
    const service = await createTestService(server);
    for (const path of [
      "/%zz",
      "/1.2/rtm/clients/%ff/messages",
      `/1.2/rtm/clients/${"x".repeat(3000)}/messages`,
    ]) {
      await expectRefused(await server.call("GET", path));
    }
    await expectRefused(
      await server.call("GET", `/1.2/rtm/service-conversations/${service}/subscribers/%00/messages`),
      1,
    );
    await expectRefused(await server.call("PATCH", classes), 101);
    expect(await exchange(server, "GARBAGE\r\n\r\n")).toMatch(/^HTTP\/1\.1 400[\s\S]*"code":1/);
  });
});

function rawRequest(method: string, path: string, body: string): Promise<string> {
  const head = [
    `${method} ${path} HTTP/1.1`,
    "host: test",
    "connection: close",
    "content-type: application/json",
    `x-lc-id: ${testKeys.appId}`,
    `x-lc-key: ${testKeys.masterKey},master`,
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  return exchange(server, `${head.join("\r\n")}\r\n\r\n${body}`);
}
