import "server-only";
import { setImmediate as othersFirst } from "node:timers/promises";
import type { AuditChain } from "@/lib/contracts/audit";
import type { ConsoleContext } from "../context";
import type { ConsoleDb } from "../store/open-store";
import { withStore } from "../store/with-store";
import { hashAuditRow } from "./hash-audit-row";

const pageSize = 500;

/**
 * Walks the whole audit: every row must carry the hash over itself and the row before, numbers
 * have no holes, and the newest row is the one that the head names (so that nothing was cut off).
 * Other calls are answered in between: the chain may be long.
 */
export function verifyAuditChain(context?: Pick<ConsoleContext, "db">): Promise<AuditChain> {
  return context ? verify(context.db) : withStore(verify);
}

async function verify(db: ConsoleDb): Promise<AuditChain> {
  let verifiedSeq = 0;
  let hash = "";
  const broken = (at: number): AuditChain => ({
    intact: false,
    verifiedSeq,
    verifiedAt: Date.now(),
    brokenAt: at,
  });
  const head = await db.selectFrom("audit_head").selectAll().executeTakeFirstOrThrow();
  for (;;) {
    const rows = await db
      .selectFrom("audit")
      .selectAll()
      .where("seq", ">", verifiedSeq)
      .where("seq", "<=", head.seq)
      .orderBy("seq")
      .limit(pageSize)
      .execute();
    for (const row of rows) {
      const { hash: stored, ...columns } = row;
      const expected = hashAuditRow(hash, columns);
      if (row.seq !== verifiedSeq + 1 || stored !== expected) return broken(verifiedSeq + 1);
      verifiedSeq = row.seq;
      hash = stored;
    }
    if (rows.length < pageSize) break;
    await othersFirst();
  }
  if (verifiedSeq !== head.seq || hash !== head.hash) return broken(verifiedSeq + 1);
  return { intact: true, verifiedSeq, verifiedAt: Date.now(), brokenAt: null };
}
