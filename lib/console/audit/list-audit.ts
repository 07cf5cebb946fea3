import "server-only";
import { setImmediate as othersFirst } from "node:timers/promises";
import { sql } from "kysely";
import type { z } from "zod";
import type { AuditPage, AuditRow, auditQuerySchema } from "@/lib/contracts/audit";
import type { ConsoleDb } from "../store/open-store";
import { presentAudit } from "./present-audit";

type AuditFilter = z.output<typeof auditQuerySchema>;

const stretch = 10_000;

/** Audit rows that fit the filter, newest first. */
export async function listAudit(db: ConsoleDb, filter: AuditFilter): Promise<AuditPage> {
  const rows = await readRows(db, filter, filter.limit + 1);
  const shown = rows.slice(0, filter.limit);
  return { rows: shown, next: rows.length > filter.limit ? (shown.at(-1)?.seq ?? null) : null };
}

/** The same rows, all of them, a page at a time. */
export async function* walkAudit(db: ConsoleDb, filter: AuditFilter): AsyncGenerator<AuditRow[]> {
  const size = 500;
  for (let before = filter.before; ; ) {
    const rows = await readRows(db, { ...filter, before }, size);
    if (rows.length > 0) yield rows;
    if (rows.length < size) return;
    before = rows.at(-1)?.seq;
  }
}

/**
 * Looks a stretch of the audit through at a time, and lets other calls be answered in between: what a filter finds may be
 * far away, or nowhere.
 */
async function readRows(db: ConsoleDb, filter: AuditFilter, limit: number): Promise<AuditRow[]> {
  const { newest } = await db
    .selectFrom("audit")
    .select(({ fn }) => fn.max("seq").as("newest"))
    .executeTakeFirstOrThrow();
  const found: AuditRow[] = [];
  let before = Math.min(filter.before ?? Number.POSITIVE_INFINITY, (newest ?? 0) + 1);
  for (;;) {
    const from = before - stretch;
    found.push(...(await readStretch(db, { ...filter, before }, { from, limit: limit - found.length })));
    if (found.length >= limit || from <= 1) return found;
    before = from;
    await othersFirst();
  }
}

async function readStretch(
  db: ConsoleDb,
  filter: AuditFilter,
  { from, limit }: { from: number; limit: number },
): Promise<AuditRow[]> {
  let query = db.selectFrom("audit").selectAll().where("seq", ">=", from).orderBy("seq", "desc").limit(limit);
  const { operator, action, app, target, result, since, until, before } = filter;
  if (operator) {
    query = query.where((eb) =>
      eb.or([eb("operator_id", "=", operator), eb("operator_email", "=", operator)]),
    );
  }
  // `message.` means all of them.
  if (action?.endsWith("."))
    query = query.where("action", ">=", action).where("action", "<", `${action}\uffff`);
  else if (action) query = query.where("action", "=", action);
  if (app) query = query.where("app_id", "=", app);
  if (target) query = query.where(isAbout(target));
  if (result) query = query.where("result", "=", result);
  if (since !== undefined) query = query.where("at", ">=", since);
  if (until !== undefined) query = query.where("at", "<=", until);
  if (before !== undefined) query = query.where("seq", "<", before);
  return (await query.execute()).map(presentAudit);
}

/** The thing itself, or something inside of it: a conversation's messages belong to its story. */
function isAbout(target: string) {
  const id = encodeURIComponent(target).replace(/[\\%_]/g, "\\$&");
  return sql<boolean>`(target_id = ${target}
    OR target_href LIKE ${`%/conversations/${id}?%`} ESCAPE '\\')`;
}
