import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Db, openDatabase } from "./sqlite/database";
import { migrate } from "./sqlite/migrate";
import { createAgedSweep } from "./sqlite/sweep-aged";

const DAY = 86_400_000;
const now = 1_800_000_000_000;
const folder = mkdtempSync(join(tmpdir(), "parley-aged-"));
let db: Db;
let sweep: () => boolean;

beforeAll(() => {
  db = openDatabase(join(folder, "im.sqlite"), "write");
  migrate(db);
});
beforeEach(() => {
  sweep = createAgedSweep(db, () => now);
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

const login = (at: number, number: number, endedAt: number | null = at) =>
  db
    .prepare(
      "INSERT INTO logins (client, run, session, at, ended_at, protocol) VALUES (1, 1, ?, ?, ?, 'json')",
    )
    .run(number, at, endedAt);
const kinds: Record<string, { days: number; column: string; add(at: number, number: number): void }> = {
  traces: {
    days: 7,
    column: "timestamp",
    add: (at, number) =>
      db
        .prepare("INSERT INTO traces (timestamp, message_id, client, run, body) VALUES (?, ?, '', 1, '{}')")
        .run(at, String(number)),
  },
  audiences: {
    days: 8,
    column: "used_at",
    add: (at, number) =>
      db.prepare("INSERT INTO audiences (run, number, used_at, body) VALUES (1, ?, ?, '')").run(number, at),
  },
  mark_moves: {
    days: 7,
    column: "at",
    add: (at, number) =>
      db
        .prepare("INSERT INTO mark_moves (conversation, client, mark, up_to, at) VALUES (1, 1, 1, ?, ?)")
        .run(number, at),
  },
  notifications: {
    days: 30,
    column: "at",
    add: (at) => db.prepare("INSERT INTO notifications (client, at, body) VALUES (1, ?, '{}')").run(at),
  },
  droppables: {
    days: 8,
    column: "at",
    add: (at) =>
      db
        .prepare("INSERT INTO droppables (conversation, at, changed_at, body) VALUES (1, ?, 1, '{}')")
        .run(at),
  },
  logins: { days: 30, column: "at", add: login },
};

test.each(Object.entries(kinds))("%s are cleared when they are too old, some at a time", (table, kind) => {
  const { days, column, add } = kind;
  const limit = now - days * DAY;
  const times = db.prepare<[], number>(`SELECT ${column} FROM ${table} ORDER BY ${column}`).pluck();
  db.transaction(() => {
    for (let number = 0; number < 1200; number += 1) add(limit - 1100 + number, number);
  })();
  const left: number[] = [];
  for (let hasMore = true; hasMore; left.push(times.all().length)) hasMore = sweep();
  expect(left).toEqual([700, 200, 100]);
  expect(times.get()).toBe(limit);
  expect(sweep()).toBe(false);
});

test("a login that has not ended stays, and keeps no other", () => {
  db.prepare("DELETE FROM logins").run();
  db.transaction(() => {
    for (let number = 0; number < 600; number += 1) login(now - 40 * DAY, number, null);
  })();
  login(now - 35 * DAY, 600);
  while (sweep());
  const count = db.prepare<[], number>("SELECT count(*) FROM logins").pluck();
  expect(count.get()).toBe(600);
});
