import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { addConversation, newMessage, openTestStore, type TestStore } from "../../testing/store-builders";
import { type ChangeFeed, createChangeFeed } from "./change-feed";
import type { ChangeReader } from "./change-reader";

let opened: TestStore;
let feed: ChangeFeed;
beforeEach(async () => {
  opened = await openTestStore();
  feed = createChangeFeed(opened.store);
});
afterEach(async () => {
  vi.restoreAllMocks();
  feed.close();
  await opened.dispose();
});

/** Reads all that is there by now; answers the numbers of the rows. */
async function readAll(reader: ChangeReader): Promise<number[]> {
  const now = Date.now();
  const read: number[] = [];
  for (;;) {
    const step = await reader.next();
    if (step === null || step === "lost") return read;
    read.push(...step.rows.map(({ seq }) => seq));
    if (step.completeAt !== null && step.completeAt >= now) return read;
  }
}

const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

test("readers who come, go and lag behind each have every row once", { timeout: 60_000 }, async () => {
  const { objectId } = await addConversation(opened.store);
  const { epoch } = await opened.store.getChangeHead();
  const beginning = { epoch, seq: 0, at: 0 };
  const send = (count: number) =>
    Promise.all(Array.from({ length: count }, () => opened.store.appendMessage(newMessage(objectId))));
  await send(999);
  const first = await feed.read(beginning);
  expect(await readAll(first)).toEqual(upTo(1000));
  const late = await feed.read(first.position);
  // Further than what is kept in memory, while nobody waits for it.
  await send(1000);
  expect(await readAll(first)).toEqual(upTo(2000).slice(1000));
  first.close();
  expect(await readAll(late)).toEqual(upTo(2000).slice(1000));
  late.close();
  // Nobody followed: the next one is told what was missed.
  await send(5);
  const next = await feed.read(late.position);
  expect(await readAll(next)).toEqual(upTo(2005).slice(2000));
  const fromStart = await feed.read(beginning);
  expect(await readAll(fromStart)).toEqual(upTo(2005));
});

test("it is said that nothing more is there also when the clock is set back", async () => {
  const reader = await feed.read(null);
  const complete = async () => {
    const step = await reader.next();
    return step !== null && step !== "lost" ? step.completeAt : null;
  };
  expect(await complete()).toBeGreaterThan(1000);
  vi.spyOn(Date, "now").mockReturnValue(1000);
  while ((await complete()) !== 1000);
  expect(await complete()).toBe(1000);
});

test("closing ends whoever waits", async () => {
  const [one, other] = [await feed.read(null), await feed.read(null)];
  await readAll(one);
  const waiting = one.next();
  feed.close();
  expect([null, { rows: [], completeAt: expect.any(Number) }]).toContainEqual(await waiting);
  expect(await one.next()).toBeNull();
  expect(await other.next()).toBeNull();
});
