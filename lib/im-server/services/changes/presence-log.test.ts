import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestStore, type TestStore } from "../../testing/store-builders";
import { createPresenceLog } from "./presence-log";

const patient = { timeout: 15_000 };
let opened: TestStore;
const start = Date.now();
beforeEach(async () => {
  opened = await openTestStore();
});
afterEach(() => opened.dispose());

/** What the log says, in order. */
async function presences(): Promise<unknown[]> {
  const rows = await opened.store.getChanges(0, 5000);
  return rows.map(
    ({ change, at }) => change?.type === "presence" && [change.clientId, change.online, at - start],
  );
}

test("who comes and goes is written together, who does both at once not at all", async () => {
  const { signal } = new AbortController();
  let writes = 0;
  const addPresence: typeof opened.store.addPresence = (rows) => {
    writes += 1;
    return opened.store.addPresence(rows);
  };
  const log = createPresenceLog({ addPresence }, signal);
  for (let index = 0; index < 1200; index += 1) log.note(`client-${index}`, true, start + index);
  for (let turn = 0; turn < 5; turn += 1) {
    log.note("flapping", true, start + turn);
    log.note("flapping", false, start + turn);
  }
  await expect
    .poll(presences, patient)
    .toEqual(Array.from({ length: 1200 }, (_, index) => [`client-${index}`, true, index]));
  expect(writes).toBe(3);
  log.note("client-7", false, start + 100);
  await expect.poll(async () => (await presences()).at(-1), patient).toEqual(["client-7", false, 100]);
});

test("what could not be written is tried again, as it stands then", async () => {
  const { signal } = new AbortController();
  let isBroken = true;
  let attempts = 0;
  const addPresence: typeof opened.store.addPresence = (rows) => {
    attempts += 1;
    return isBroken ? Promise.reject(new Error("disk full")) : opened.store.addPresence(rows);
  };
  const log = createPresenceLog({ addPresence }, signal);
  log.note("Tom", true, start + 1);
  log.note("Jerry", true, start + 2);
  await expect.poll(() => attempts, patient).toBeGreaterThan(1);
  log.note("Jerry", false, start + 3);
  isBroken = false;
  await expect.poll(presences, patient).toEqual([["Tom", true, 1]]);
});

test("nothing is written any more once the server stops", async () => {
  const stopping = new AbortController();
  let writes = 0;
  const addPresence = async () => {
    writes += 1;
  };
  const log = createPresenceLog({ addPresence }, stopping.signal);
  const other = createPresenceLog(opened.store, new AbortController().signal);
  log.note("Tom", true, start + 1);
  stopping.abort();
  other.note("Jerry", true, start + 2);
  await expect.poll(presences, patient).toHaveLength(1);
  expect(writes).toBe(0);
});
