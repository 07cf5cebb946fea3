import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { everything, parseOrder, parseWhere } from "@/lib/protocol/where";
import { loadSample, type Sample, type SampleSize } from "./bench-sample";
import type { NewMessage, Store } from "./interface";
import { openSqliteStore } from "./sqlite/open";

export type Measure = { name: string; value: number; unit: string; target?: string };

export const fullSize: SampleSize = { conversations: 100_000, messages: 2_000_000 };
export const quickSize: SampleSize = { conversations: 10_000, messages: 200_000 };

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Median time of several calls, in milliseconds, after a few that do not count. */
async function time(run: () => Promise<unknown>, rounds = 60): Promise<number> {
  const [value] = await timeInTurns([run], rounds);
  return value ?? Number.NaN;
}

/** The same for several things that are compared: each round has one of each, so that noise falls on all. */
async function timeInTurns(runs: (() => Promise<unknown>)[], rounds = 60): Promise<number[]> {
  const times = runs.map((): number[] => []);
  for (let round = -5; round < rounds; round++) {
    for (const [index, run] of runs.entries()) {
      const start = performance.now();
      await run();
      if (round >= 0) times[index]?.push(performance.now() - start);
    }
  }
  return times.map(median);
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
export async function measureReads(store: Store, sample: Sample, size: SampleSize): Promise<Measure[]> {
  const step = (sample.lastAt - sample.firstAt) / size.messages;
  const deep = sample.lastAt - (size.messages / 4) * 2 * step;
  const [newest = Number.NaN, old = Number.NaN] = await timeInTurns([
    () => historyPage(store, sample.busiest, Number.MAX_SAFE_INTEGER),
    () => historyPage(store, sample.busiest, deep),
  ]);
  const page = (skip: number) => () =>
    store.findConversations({ where: everything, order: parseOrder("-lm"), skip, limit: 50, count: true });
  const [first = Number.NaN, last = Number.NaN] = await timeInTurns([
    page(0),
    page(Math.floor(size.conversations * 0.9)),
  ]);
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

function benchMessage(conversationId: string, number: number): NewMessage {
  return {
    box: { conversationId },
    messageId: `bench-${number}`,
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
      await store.appendMessage(benchMessage(ids[number % ids.length] ?? "", number));
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return total / ((performance.now() - start) / 1000);
}

/** Durable sends, one at a time and many in flight. */
export async function measureSends(store: Store, sample: Sample): Promise<Measure[]> {
  await sendRate(store, sample.conversationIds, 128, 2000);
  const single = await sendRate(store, sample.conversationIds, 1, 1500);
  const many = await sendRate(store, sample.conversationIds, 128, 30_000);
  return [
    { name: "durable sends, one at a time", value: single, unit: "/s" },
    { name: "durable sends, 128 in flight", value: many, unit: "/s" },
    { name: "128 in flight ÷ one at a time", value: many / single, unit: "×", target: "≥ 4" },
  ];
}

/** Loads a sample into a fresh store and measures it. */
export async function runStoreBench(
  size: SampleSize,
  report: (line: string) => void = () => undefined,
): Promise<Measure[]> {
  const folder = mkdtempSync(join(tmpdir(), "parley-bench-"));
  const store = await openSqliteStore({ file: join(folder, "im.db"), queryBudget: 10_000 });
  try {
    const start = performance.now();
    const sample = await loadSample(store, size, (done) => {
      if (done % 200_000 === 0) report(`loaded ${done} messages`);
    });
    const loaded = (performance.now() - start) / 1000;
    return [
      { name: "loading", value: size.messages / loaded, unit: "/s" },
      ...(await measureReads(store, sample, size)),
      ...(await measureSends(store, sample)),
      { name: "memory of the process", value: process.memoryUsage().rss / 1e6, unit: "MB" },
    ];
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Measures as lines of a table. */
export function formatMeasures(measures: Measure[]): string {
  const width = Math.max(...measures.map(({ name }) => name.length));
  return measures
    .map(({ name, value, unit, target }) => {
      const digits = value >= 100 ? 0 : 2;
      return `${name.padEnd(width)}  ${value.toFixed(digits).padStart(10)} ${unit.padEnd(3)} ${target ?? ""}`.trimEnd();
    })
    .join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const size = process.argv.includes("--quick") ? quickSize : fullSize;
  console.log(formatMeasures(await runStoreBench(size, (line) => console.error(line))));
}
