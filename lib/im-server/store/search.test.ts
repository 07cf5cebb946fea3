import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import {
  addConversation,
  createClock,
  newMessage,
  openTestStore,
  type TestStore,
} from "../testing/store-builders";
import type { MessageRow, SearchQuery } from "./interface";

// Real files and threads: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let opened: TestStore;
let conversationId = "";
const clock = createClock();

beforeAll(async () => {
  opened = await openTestStore();
  conversationId = (await addConversation(opened.store)).objectId;
});
afterAll(() => opened.dispose());

function say(data: string, more: Parameters<typeof newMessage>[1] = {}): Promise<MessageRow> {
  return opened.store.appendMessage(newMessage(conversationId, { data, now: clock(), ...more }));
}

async function find(text: string, more: Partial<SearchQuery> = {}): Promise<string[]> {
  const page = await opened.store.searchMessages({ text, cursor: null, limit: 50, ...more });
  return page.messages.map((row) => row.data);
}

describe("searching", () => {
  test.each([
    [
      "我们明天上午在北京大学开会",
      ["明天", "北京大学", "大学开", "会", "我", "京"],
      ["北大", "后天", "学大"],
    ],
    [
      "The quick-brown Fox jumps!",
      ["fox", "QUICK", "jum", "quick brown", "brow fox"],
      ["ox", "umps", "foxy"],
    ],
    ["Café déjà vu, naïve Ünal", ["cafe", "CAFÉ", "deja", "naive", "ünal", "unal", "déj"], ["cafes"]],
    ["Привет мир", ["привет", "МИР", "прив"], ["ивет"]],
    ["gefällt mir 😀👍🏽 sehr", ["😀", "👍", "😀 sehr", "gefallt"], ["😁"]],
    ["订单 ORDER-66 已发货", ["订单", "order", "66", "发货 order", "已发"], ["货已", "order-67"]],
    ["ﾊﾛｰ ワールド とんかつ", ["ハロー", "ワール", "んか"], ["ルワ"]],
    ["안녕하세요 여러분", ["하세", "여러분", "녕"], ["요여"]],
    ["สวัสดีครับ", ["สวัส", "ครับ"], ["ครัย"]],
    ["مرحبا بالعالم", ["مرحبا", "بالع"], ["رحبا"]],
    ["ＦＵＬＬ　ｗｉｄｔｈ", ["full", "width"], ["idth"]],
    ["x_1 don't e-mail a@b.example", ["x", "1", "don't", "mail", "b.example"], ["ont"]],
    ["𠮷野家で𠮷", ["𠮷野", "𠮷", "野家"], ["家𠮷"]],
  ])("%s", async (text, wanted, unwanted) => {
    const { messageId } = await say(text);
    const ids = async (query: string) =>
      (await opened.store.searchMessages({ text: query, cursor: null, limit: 50 })).messages.map(
        (row) => row.messageId,
      );
    for (const query of wanted) expect(await ids(query), query).toContain(messageId);
    for (const query of unwanted) expect(await ids(query), query).not.toContain(messageId);
  });

  test.each([
    "",
    "  ",
    "!?…",
    '"',
    "*",
    "AND",
    "(",
    'a" OR b',
    "body:x",
    "NEAR(a b)",
    "^a",
    "-a",
    "\u0000",
    "\uD800",
  ])("takes %j as text, never as syntax", async (text) => {
    await expect(find(text)).resolves.toBeInstanceOf(Array);
  });

  test("any text finds itself by any of its words", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }), async (text) => {
        const { messageId } = await say(text);
        const page = await opened.store.searchMessages({ text, cursor: null, limit: 1 });
        const [first] = page.messages;
        // A text of nothing but signs has no words.
        if (first) expect(first.messageId).toBe(messageId);
        else expect(text.normalize("NFKD")).not.toMatch(/[a-z0-9一-龥]/i);
      }),
      { numRuns: 200 },
    );
  });

  test("a run of Chinese is found by exactly its parts", async () => {
    const characters = fc.constantFrom(..."天地人和春秋");
    const run = (maxLength: number) =>
      fc.array(characters, { minLength: 1, maxLength }).map((chars) => chars.join(""));
    const { objectId } = await addConversation(opened.store);
    const texts = fc.sample(run(8), { numRuns: 120, seed: 3 });
    for (const data of texts) await opened.store.appendMessage(newMessage(objectId, { data, now: clock() }));
    await fc.assert(
      fc.asyncProperty(run(4), async (query) => {
        const found = await find(query, { conversationId: objectId, limit: 200 });
        expect(found).toEqual(texts.filter((text) => text.includes(query)).reverse());
      }),
    );
  });
});

describe("filters and pages", () => {
  test("conversation, sender and time narrow; pages meet, newest first", async () => {
    const other = await addConversation(opened.store);
    const rows: MessageRow[] = [];
    for (let index = 0; index < 60; index++) {
      const box = { conversationId: index % 2 === 0 ? conversationId : other.objectId };
      const from = index % 3 === 0 ? "Jerry" : "Tom";
      rows.push(await say(`needle ${index}`, { box, from }));
    }
    const wanted = (matches: (row: MessageRow) => boolean) =>
      rows
        .filter(matches)
        .map((row) => row.data)
        .reverse();
    expect(await find("needle", { conversationId: other.objectId })).toEqual(
      wanted((row) => row.conversationId === other.objectId),
    );
    expect(await find("needle", { from: "Jerry" })).toEqual(wanted((row) => row.from === "Jerry"));
    const [after, before] = [rows[10]?.timestamp ?? 0, rows[40]?.timestamp ?? 0];
    expect(await find("needle", { after, before })).toEqual(
      wanted((row) => row.timestamp > after && row.timestamp < before),
    );
    expect(await find("needle", { conversationId: "gone" })).toEqual([]);
    expect(await find("needle", { from: "nobody" })).toEqual([]);

    const seen: string[] = [];
    for (let cursor: string | null = null; ; ) {
      const page = await opened.store.searchMessages({ text: "needle", cursor, limit: 7 });
      seen.push(...page.messages.map((row) => row.data));
      cursor = page.cursor;
      if (cursor === null) break;
    }
    expect(seen).toEqual(wanted(() => true));
    await expect(find("needle", { cursor: "x'; --" })).rejects.toMatchObject({ code: "invalid-cursor" });
  });

  test("order and range go by time, also when messages arrived out of order", async () => {
    const { objectId } = await addConversation(opened.store);
    const times = [5000, 100, 9000, 4000, 200, 8000, 7000, 150];
    const boxes = await Promise.all(times.map(() => addConversation(opened.store)));
    for (const [index, now] of times.entries()) {
      const box = { conversationId: boxes[index]?.objectId ?? objectId };
      await opened.store.appendMessage(newMessage(objectId, { box, data: `skewed ${now}`, now }));
    }
    const found = await find("skewed", { after: 150, before: 8000 });
    expect(found).toEqual(["skewed 7000", "skewed 5000", "skewed 4000", "skewed 200"]);
  });
});

describe("what is indexed", () => {
  test("the text of a typed message, nothing of others' types, the raw body of the rest", async () => {
    await say(JSON.stringify({ _lctype: -1, _lctext: "typed zebra", _lcattrs: { secret: "hiddenword" } }));
    await say(JSON.stringify({ _lctype: -2, _lcfile: { url: "https://example.org/giraffe.png" } }));
    await say(JSON.stringify({ custom: "okapi" }));
    await say("AAECzebra", { binary: true });
    expect(await find("zebra")).toHaveLength(1);
    expect(await find("hiddenword")).toEqual([]);
    expect(await find("giraffe")).toEqual([]);
    expect(await find("okapi")).toHaveLength(1);
  });

  test("follows edits; recalled and deleted messages are gone", async () => {
    const { messageId, timestamp } = await say("before walrus");
    const key = { messageId, timestamp, box: { conversationId } };
    const patch = { ...key, from: null, binary: false, now: clock() };
    await opened.store.patchMessage({ ...patch, data: "after narwhal", recall: false });
    expect(await find("walrus")).toEqual([]);
    expect(await find("narwhal")).toEqual(["after narwhal"]);
    await opened.store.patchMessage({ ...patch, data: '{"_lctype":-127}', recall: true });
    expect(await find("narwhal")).toEqual([]);
    const second = await say("short-lived dugong");
    await opened.store.deleteMessage(
      { ...key, messageId: second.messageId, timestamp: second.timestamp },
      clock(),
    );
    expect(await find("dugong")).toEqual([]);
  });
});
