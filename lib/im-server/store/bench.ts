import { everything, parseOrder, parseWhere } from "@/lib/protocol/where";
import { type Row, timeInTurns } from "../testing/measure";
import type { Sample, SampleSize } from "./bench-sample";
import type { NewMessage, Store } from "./interface";

const ROUNDS = 60;

export const fullSize: SampleSize = { conversations: 100_000, messages: 2_000_000 };
export const quickSize: SampleSize = { conversations: 10_000, messages: 200_000 };

/** Median time of several calls, in milliseconds, after a few that do not count. */
async function time(run: () => Promise<unknown>, rounds = ROUNDS): Promise<number> {
  const [value] = await timeInTurns([run], rounds);
  return value ?? Number.NaN;
}

function historyPage(store: Store, conversationId: string, before: number): Promise<unknown> {
  return store.getHistory({
    scope: { kind: "box", box: { conversationId } },
    direction: "older",
    start: { timestamp: before, inclusive: false },
    stop: { timestamp: 0, inclusive: false },
    limit: 100,
  });
}

/** History, conversation pages and search over a loaded sample. */
export async function measureReads(store: Store, sample: Sample, size: SampleSize): Promise<Row[]> {
  const step = (sample.lastAt - sample.firstAt) / size.messages;
  const deep = sample.lastAt - (size.messages / 4) * 2 * step;
  const [newest = Number.NaN, old = Number.NaN] = await timeInTurns(
    [
      () => historyPage(store, sample.busiest, Number.MAX_SAFE_INTEGER),
      () => historyPage(store, sample.busiest, deep),
    ],
    ROUNDS,
  );
  const page = (skip: number) => () =>
    store.findConversations({ where: everything, order: parseOrder("-lm"), skip, limit: 50, count: true });
  const [first = Number.NaN, last = Number.NaN] = await timeInTurns(
    [page(0), page(Math.floor(size.conversations * 0.9))],
    ROUNDS,
  );
  const search = (text: string, conversationId?: string) =>
    time(() => store.searchMessages({ text, conversationId, cursor: null, limit: 20 }));
  const member = await time(() =>
    store.findConversations({
      where: parseWhere({ m: "Tom" }),
      order: parseOrder("-lm"),
      skip: 0,
      limit: 50,
      count: false,
    }),
  );
  const regex = await time(
    () =>
      store.findConversations({
        where: parseWhere({ name: { $regex: "(a+)+9{2}7$" } }),
        order: parseOrder("-lm"),
        skip: 0,
        limit: 50,
        count: false,
      }),
    5,
  );
  const searches: [string, number][] = [
    ["common word", await search("order")],
    ["rare word", await search("zanzibar")],
    ["word's beginning", await search("zanz")],
    ["common beginning", await search("mess")],
    ["two characters", await search("订单")],
    ["one character", await search("大")],
    ["two words", await search("invoice battery")],
    ["nothing found", await search("订单北京鲸")],
    ["common word in one conversation", await search("order", sample.conversationIds[7])],
  ];
  return [
    { name: "history page, newest", value: newest, unit: "ms" },
    { name: `history page at depth ${size.messages / 4}`, value: old, unit: "ms" },
    { name: "history at depth ÷ newest", value: old / newest, unit: "×", target: "≤ 1.2" },
    { name: "conversation page, first", value: first, unit: "ms" },
    { name: `conversation page at ${size.conversations * 0.9}`, value: last, unit: "ms" },
    { name: "conversation page, deep ÷ first", value: last / first, unit: "×", target: "≤ 3" },
    { name: "one client's conversations", value: member, unit: "ms" },
    { name: "regular expression over all names", value: regex, unit: "ms" },
    ...searches.map(([name, value]) => ({ name: `search: ${name}`, value, unit: "ms" })),
    {
      name: "slowest search ÷ history page",
      value: Math.max(...searches.map(([, value]) => value)) / newest,
      unit: "×",
      target: "≤ 10",
    },
  ];
}

function benchMessage(conversationId: string, messageId: string, number: number): NewMessage {
  return {
    box: { conversationId },
    messageId,
    from: `client-${number % 5000}`,
    data: JSON.stringify({ _lctype: -1, _lctext: `please check the order status ${number}` }),
    binary: false,
    mentionAll: false,
    mentionClientIds: [],
    fromIp: null,
    countsUnread: true,
    now: Date.now(),
  };
}

async function sendRate(store: Store, ids: string[], inFlight: number, total: number): Promise<number> {
  let next = 0;
  const start = performance.now();
  const worker = async (): Promise<void> => {
    while (next < total) {
      const number = next++;
      const id = `bench-${inFlight}-${total}-${number}`;
      await store.appendMessage(benchMessage(ids[number % ids.length] ?? "", id, number));
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return total / ((performance.now() - start) / 1000);
}

/** Durable sends, one at a time and many in flight. */
export async function measureSends(store: Store, sample: Sample): Promise<Row[]> {
  await sendRate(store, sample.conversationIds, 128, 2000);
  const single = await sendRate(store, sample.conversationIds, 1, 1500);
  const many = await sendRate(store, sample.conversationIds, 128, 30_000);
  return [
    { name: "durable sends, one at a time", value: single, unit: "/s" },
    { name: "durable sends, 128 in flight", value: many, unit: "/s" },
    { name: "128 in flight ÷ one at a time", value: many / single, unit: "×", target: "≥ 4" },
  ];
}
