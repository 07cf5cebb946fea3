import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { auditQuerySchema } from "@/lib/contracts/audit";
import { Database } from "@/lib/sqlite/driver";
import { type ConsoleStore, openConsoleStore } from "../store/open-store";
import { appendAudit } from "./append-audit";
import { csvCell, exportAudit } from "./export-audit";
import { listAudit, walkAudit } from "./list-audit";
import { verifyAuditChain } from "./verify-audit-chain";

let store: ConsoleStore;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-audit-"));
  store = await openConsoleStore(join(folder, "console.sqlite"));
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

async function fill(count: number): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, (_, index) =>
      appendAudit(store.db, { action: "message.send", result: "succeeded", details: { index } }),
    ),
  );
}

/** As someone with the file in their hands would: triggers off, then on again. */
function tamper(sql: string): void {
  const database = new Database(store.file);
  const triggers = database.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all() as {
    name: string;
    sql: string;
  }[];
  for (const { name } of triggers) database.exec(`DROP TRIGGER ${name}`);
  database.exec(sql);
  for (const trigger of triggers) database.exec(trigger.sql);
  database.close();
}

const filter = (input: Record<string, unknown> = {}) => auditQuerySchema.parse(input);

test("rows written at the same time form one chain without holes", async () => {
  await fill(50);
  const { rows } = await listAudit(store.db, filter());
  expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: 50 }, (_, index) => 50 - index));
  expect(await verifyAuditChain(store)).toMatchObject({ intact: true, verifiedSeq: 50, brokenAt: null });
});

describe("a long audit", () => {
  const count = 25_000;
  beforeEach(() => {
    const database = new Database(store.file);
    database.exec(`INSERT INTO audit (seq, at, action, target_id, result, details, hash)
      WITH RECURSIVE numbers (seq) AS (VALUES (1) UNION ALL SELECT seq + 1 FROM numbers WHERE seq < ${count})
      SELECT seq, seq, 'message.send', 'm' || seq, 'succeeded', '{}', '' FROM numbers`);
    database.close();
  });

  test("is searched to its beginning, and others have their turn meanwhile", async () => {
    let hadTurn = false;
    setImmediate(() => {
      hadTurn = true;
    });
    const { rows, next } = await listAudit(store.db, filter({ target: "m3" }));
    expect(rows.map((row) => row.seq)).toEqual([3]);
    expect(next).toBeNull();
    expect(hadTurn).toBe(true);
  });

  test("is paged and exported without gap or repeat", async () => {
    const pages: number[] = [];
    for await (const rows of walkAudit(store.db, filter({ before: 20_500 }))) {
      pages.push(...rows.map((row) => row.seq));
    }
    expect(pages).toEqual(Array.from({ length: 20_499 }, (_, index) => 20_499 - index));
    const list = await listAudit(store.db, filter({ before: 15_010, limit: 20 }));
    expect(list.rows.map((row) => row.seq)).toEqual(Array.from({ length: 20 }, (_, index) => 15_009 - index));
    expect(list.next).toBe(14_990);
  });
});

test("an empty audit is intact", async () => {
  expect(await verifyAuditChain(store)).toMatchObject({ intact: true, verifiedSeq: 0 });
});

describe.each([
  { what: "a changed detail", sql: `UPDATE audit SET details = '{"index":99}' WHERE seq = 5`, at: 5 },
  { what: "a changed result", sql: "UPDATE audit SET result = 'failed' WHERE seq = 10", at: 10 },
  { what: "a row taken out", sql: "DELETE FROM audit WHERE seq = 4", at: 4 },
  { what: "the newest rows cut off", sql: "DELETE FROM audit WHERE seq > 7", at: 8 },
  { what: "everything taken away", sql: "DELETE FROM audit", at: 1 },
  {
    what: "the cut hidden in the head",
    sql: "DELETE FROM audit WHERE seq > 7; UPDATE audit_head SET seq = 7",
    at: 8,
  },
  {
    what: "two rows swapped",
    sql: "UPDATE audit SET seq = 100 WHERE seq = 2; UPDATE audit SET seq = 2 WHERE seq = 3; UPDATE audit SET seq = 3 WHERE seq = 100",
    at: 2,
  },
])("$what", ({ sql, at }) => {
  test("is found", async () => {
    await fill(10);
    tamper(sql);
    expect(await verifyAuditChain(store)).toMatchObject({ intact: false, brokenAt: at });
  });
});

test("the database itself refuses to change or delete a row", async () => {
  await fill(1);
  await expect(store.db.updateTable("audit").set({ result: "failed" }).execute()).rejects.toThrow(
    "append-only",
  );
  await expect(store.db.deleteFrom("audit").execute()).rejects.toThrow("append-only");
});

test("a row stands or falls with its transaction", async () => {
  const attempt = store.db.transaction().execute(async (trx) => {
    await appendAudit(trx, { action: "app.edit", result: "succeeded" });
    throw new Error("undone");
  });
  await expect(attempt).rejects.toThrow("undone");
  await fill(1);
  expect(await verifyAuditChain(store)).toMatchObject({ intact: true, verifiedSeq: 1 });
});

test("filters and pages", async () => {
  await fill(5);
  await appendAudit(store.db, { action: "message.recall", result: "denied", appId: "a", operatorId: "o" });
  const count = async (input: Record<string, unknown>) =>
    (await listAudit(store.db, filter(input))).rows.length;
  expect(await count({ action: "message.recall" })).toBe(1);
  expect(await count({ action: "message." })).toBe(6);
  expect(await count({ action: "mess" })).toBe(0);
  expect(await count({ result: "denied", app: "a", operator: "o" })).toBe(1);
  expect(await count({ until: 1 })).toBe(0);
  const href = "/apps/a/conversations/c_1?at=1.m";
  const message = { type: "message", id: "m", label: null, href };
  await appendAudit(store.db, { action: "x", result: "succeeded", target: message });
  expect([await count({ target: "c_1" }), await count({ target: "m" })]).toEqual([1, 1]);
  expect([
    await count({ target: "cx1" }),
    await count({ target: "_1" }),
    await count({ target: "%" }),
  ]).toEqual([0, 0, 0]);
  const first = await listAudit(store.db, filter({ limit: 4 }));
  const second = await listAudit(store.db, filter({ limit: 4, before: first.next }));
  expect([...first.rows, ...second.rows].map((row) => row.seq)).toEqual([7, 6, 5, 4, 3, 2, 1]);
  expect(second.next).toBeNull();
});

test("exports hold every row; CSV cells are no formulas", async () => {
  await fill(3);
  await appendAudit(store.db, {
    action: "conversation.edit",
    result: "succeeded",
    target: { type: "conversation", id: "c", label: '=HYPERLINK("http://evil")', href: null },
  });
  const read = async (format: "csv" | "ndjson") =>
    new Response(exportAudit(walkAudit(store.db, filter()), format)).text();
  const lines = (await read("ndjson")).trim().split("\n");
  expect(lines.map((line) => JSON.parse(line).seq)).toEqual([4, 3, 2, 1]);
  const csv = await read("csv");
  expect(csv.split("\r\n")).toHaveLength(6);
  expect(csv).toContain(`"'=HYPERLINK(""http://evil"")"`);
});

test.each([
  ["plain", "plain"],
  [null, ""],
  [5, "5"],
  ["a,b", '"a,b"'],
  ['say "x"', '"say ""x"""'],
  ["=1+1", `"'=1+1"`],
  ["+1", `"'+1"`],
  ["-1", `"'-1"`],
  ["@x", `"'@x"`],
  ["\t=1", `"'\t=1"`],
  ["  =1", `"'  =1"`],
])("the cell %j is written %j", (value, written) => {
  expect(csvCell(value)).toBe(written);
});
