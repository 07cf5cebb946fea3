import AV from "leancloud-storage";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { codeOf, textsOf } from "../testing/builders";
import { startTestServer, type TestServer, testKeys } from "../testing/start-test-server";

/** LeanCloud's own JavaScript client against the server; it keeps one app per process. */
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  AV.init({
    appId: testKeys.appId,
    appKey: testKeys.appKey,
    masterKey: testKeys.masterKey,
    serverURL: server.url,
  });
  AV.Cloud.useMasterKey();
});
afterAll(() => server.close());

const sentSchema = z.object({ result: z.object({ "msg-id": z.string(), timestamp: z.number() }) });

/** The client reads `isSystem`; its types misspell the name. */
const serviceOptions = { isSystem: true, isTransient: false };

async function conversation(name: string, members: string[] = ["Tom", "Jerry"]) {
  const made = new AV.Conversation(name);
  for (const member of members) made.addMember(member);
  return made.save();
}

const history = async (convid: string) =>
  textsOf((await server.call("GET", "/1.1/rtm/messages/history", { query: { convid } })).body);

describe("AV.Conversation", () => {
  it("is created, fetched, changed and destroyed", async () => {
    const made = await conversation("client-made");
    expect(made.id).toMatch(/^[0-9a-f]{24}$/);
    made.set("level", 1);
    made.set("attr", { color: "red" });
    made.addMember("Mary");
    await made.save(null, { fetchWhenSave: true });
    made.increment("level", 4);
    made.remove("m", "Tom");
    await made.save();
    const fetched = await new AV.Query(AV.Conversation).get(made.id ?? "");
    expect(fetched.getName()).toBe("client-made");
    expect(fetched.getMembers()).toEqual(["Jerry", "Mary"]);
    expect(fetched.get("level")).toBe(5);
    expect(fetched.get("attr")).toEqual({ color: "red" });
    expect(fetched.createdAt).toBeInstanceOf(Date);
    await fetched.destroy();
    await expect(new AV.Query(AV.Conversation).get(made.id ?? "")).rejects.toMatchObject({ code: 101 });
  });

  it("knows chat rooms and service conversations", async () => {
    const room = await new AV.Conversation("room", { isTransient: true }).save();
    const service = await new AV.Conversation("service", serviceOptions).save();
    const query = new AV.Query(AV.Conversation);
    expect((await query.get(room.id ?? "")).isTransient()).toBe(true);
    expect((await query.get(service.id ?? "")).isSystem()).toBe(true);
  });

  it("sends text, typed and transient messages", async () => {
    const made = await conversation("talk");
    const sent = sentSchema.parse(await made.send("Tom", "hello"));
    expect(sent.result["msg-id"]).toMatch(/^[\w-]{22}$/);
    await made.send("Tom", { _lctype: -1, _lctext: "耗子，起床！" }, { pushData: { alert: "耗子" } });
    await made.send("Tom", "typing", { transient: true });
    expect(await history(made.id ?? "")).toEqual(['{"_lctype":-1,"_lctext":"耗子，起床！"}', "hello"]);
    const fetched = await new AV.Query(AV.Conversation).get(made.id ?? "");
    expect(fetched.getLastMessageAt()).toBeInstanceOf(Date);
  });

  it("broadcasts, and sends to single clients of a service", async () => {
    const service = await new AV.Conversation("news", serviceOptions).save();
    await service.send("admin", "for Tom", { toClients: ["Tom"] });
    sentSchema.parse(await service.broadcast("admin", "for everyone", { pushData: { alert: "x" } }));
    const broadcasts = await server.call("GET", "/1.1/rtm/broadcast", {
      query: { conv_id: service.id ?? "" },
    });
    expect(broadcasts.body).toMatchObject([{ data: "for everyone", push: { alert: "x" } }]);
  });

  it("is saved, fetched and destroyed in batches", async () => {
    const made = ["b1", "b2", "b3"].map((name) => new AV.Conversation(name));
    await AV.Object.saveAll(made);
    expect(new Set(made.map((object) => object.id)).size).toBe(3);
    for (const object of made) object.set("level", 3);
    await AV.Object.saveAll(made, { fetchWhenSave: true });
    await server.call("PUT", `/1.1/classes/_Conversation/${made[0]?.id}`, { body: { level: 4 } });
    await AV.Object.fetchAll(made);
    expect(made.map((object) => object.get("level"))).toEqual([4, 3, 3]);
    await AV.Object.destroyAll(made);
    expect(await new AV.Query("_Conversation").containedIn("name", ["b1", "b2", "b3"]).count()).toBe(0);
  });

  it("is saved and destroyed by any number at once", async () => {
    const made = Array.from({ length: 150 }, () => new AV.Conversation("bulk"));
    await AV.Object.saveAll(made);
    const query = () => new AV.Query("_Conversation").equalTo("name", "bulk").limit(1000);
    expect(await query().count()).toBe(150);
    await AV.Object.destroyAll(made);
    expect(await query().count()).toBe(0);
  });

  it("opens to the app key what its ACL opens", async () => {
    const made = await conversation("open");
    const acl = new AV.ACL();
    acl.setPublicReadAccess(true);
    made.setACL(acl);
    await made.save();
    const asApp = { useMasterKey: false };
    const [found] = await new AV.Query("_Conversation").equalTo("name", "open").includeACL(true).find(asApp);
    expect(found?.getACL()?.getPublicReadAccess()).toBe(true);
    made.set("name", "changed");
    await expect(made.save(null, asApp)).rejects.toMatchObject({ code: 403 });
    acl.setPublicWriteAccess(true);
    made.setACL(acl);
    await made.save();
    made.set("name", "opened");
    await made.save(null, asApp);
  });

  it("saves under a condition", async () => {
    const made = await conversation("conditional");
    made.set("level", 1);
    await made.save();
    made.set("level", 2);
    const levelIs = (level: number) => new AV.Query(AV.Conversation).equalTo("level", level);
    await expect(made.save(null, { query: levelIs(9) })).rejects.toMatchObject({ code: 305 });
    await made.save(null, { query: levelIs(1) });
  });

  it("is closed to the app key", async () => {
    const made = await conversation("private");
    const asApp = { useMasterKey: false };
    await expect(new AV.Conversation("mine").save(null, asApp)).rejects.toMatchObject({ code: 403 });
    await expect(made.send("Tom", "x", {}, asApp)).rejects.toMatchObject({ code: 1 });
    expect(await new AV.Query("_Conversation").equalTo("name", "private").find(asApp)).toEqual([]);
  });
});

describe("AV.Query", () => {
  const mark = "query-mark";
  beforeAll(async () => {
    for (let index = 0; index < 25; index += 1) {
      const made = new AV.Conversation(`name-${String(index).padStart(2, "0")}`);
      made.set("mark", mark);
      made.set("level", index);
      made.addMember(`client-${index % 5}`);
      if (index % 2 === 0) made.set("even", true);
      await made.save();
    }
  });
  type TestQuery = ReturnType<typeof query>;
  const query = () => new AV.Query("_Conversation").equalTo("mark", mark).limit(1000);
  const count = (refine: (query: TestQuery) => TestQuery) => refine(query()).count();

  it("compares, contains, matches and combines", async () => {
    expect(await count((q) => q)).toBe(25);
    expect(await count((q) => q.greaterThan("level", 20))).toBe(4);
    expect(await count((q) => q.greaterThanOrEqualTo("level", 5).lessThan("level", 10))).toBe(5);
    expect(await count((q) => q.notEqualTo("even", true))).toBe(12);
    expect(await count((q) => q.exists("even"))).toBe(13);
    expect(await count((q) => q.doesNotExist("even"))).toBe(12);
    expect(await count((q) => q.equalTo("m", "client-1"))).toBe(5);
    expect(await count((q) => q.containsAll("m", ["client-1"]))).toBe(5);
    expect(await count((q) => q.sizeEqualTo("m", 1))).toBe(25);
    expect(await count((q) => q.containedIn("level", [1, 2, 99]))).toBe(2);
    expect(await count((q) => q.notContainedIn("level", [1, 2]))).toBe(23);
    expect(await count((q) => q.startsWith("name", "name-1"))).toBe(10);
    expect(await count((q) => q.endsWith("name", "5"))).toBe(2);
    expect(await count((q) => q.contains("name", "e-2"))).toBe(5);
    expect(await count((q) => q.matches("name", /^NAME-0\d$/, "i"))).toBe(10);
    expect(await count((q) => q.greaterThan("createdAt", new Date(0)))).toBe(25);
    const either = AV.Query.or(query().lessThan("level", 2), query().greaterThan("level", 22));
    expect(await either.count()).toBe(4);
    const both = AV.Query.and(query().lessThan("level", 20), query().greaterThan("level", 10));
    expect(await both.count()).toBe(9);
  });

  it("combines combinations", async () => {
    const ends = AV.Query.or(query().lessThan("level", 3), query().greaterThan("level", 22));
    expect(await AV.Query.and(ends, query().equalTo("even", true)).count()).toBe(3);
  });

  it("asks by other queries, and says what it cannot do", async () => {
    const conversation = await query().equalTo("level", 7).first();
    const message = new AV.Object("_SysMessage");
    await message.save({ conv: conversation, from: "client-2", mark });
    const messages = () => new AV.Query("_SysMessage").equalTo("mark", mark);
    const seven = () => query().equalTo("level", 7);
    expect(await messages().matchesQuery("conv", seven()).count()).toBe(1);
    expect(await messages().doesNotMatchQuery("conv", seven()).count()).toBe(0);
    expect(await messages().matchesKeyInQuery("from", "m", seven()).count()).toBe(1);
    expect(await messages().doesNotMatchKeyInQuery("from", "m", seven()).count()).toBe(0);
    const found = await messages().include("conv").select("conv.name").first();
    expect(found?.get("conv").get("name")).toBe("name-07");
    await expect(query().near("place", new AV.GeoPoint(1, 2)).find()).rejects.toMatchObject({ code: 102 });
    const related = AV.Object.createWithoutData("_Conversation", conversation?.id ?? "").relation("others");
    await expect(related.query().find()).rejects.toMatchObject({ code: 102 });
  });

  it("orders, pages and selects", async () => {
    const page = await query().descending("level").skip(5).limit(3).find();
    expect(page.map((object) => object.get("level"))).toEqual([19, 18, 17]);
    const first = await query().ascending("level").first();
    expect(first?.get("name")).toBe("name-00");
    const [selected] = await query().select("level").limit(1).find();
    expect(selected?.get("mark")).toBeUndefined();
    const both = await query().limit(0).findAndCount();
    expect(both).toEqual([[], 25]);
  });

  it("scans", async () => {
    const seen: number[] = [];
    const iterator = query().scan({ batchSize: 10 }, { useMasterKey: true });
    for (let step = await iterator.next(); !step.done; step = await iterator.next()) {
      seen.push(step.value.get("level"));
    }
    expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: 25 }, (_, index) => index));
  });

  it("sends a long query as a batch", async () => {
    const many = Array.from({ length: 300 }, (_, index) => `some-long-name-${index}`);
    const found = await query()
      .containedIn("name", [...many, "name-07"])
      .find();
    expect(found.map((object) => object.get("level"))).toEqual([7]);
  });
});

it("reads the server's date", async () => {
  const now = z.object({ iso: z.string() }).parse(await AV.request({ method: "GET", path: "/date" }));
  expect(Math.abs(Date.parse(now.iso) - Date.now())).toBeLessThan(60_000);
  expect(codeOf((await server.call("GET", "/1.1/date", { key: "none" })).body)).toBe(401);
});
