import "server-only";
import { getHistory } from "@/lib/leancloud/messages";
import type { LeanCloud } from "@/lib/leancloud/request";
import type { HistoryRow } from "@/lib/protocol/rest/history";

export type ReadBack = {
  /** All behind this must be read. */
  floor: number;
  /** What a page shows beyond that is taken too, but nothing older than this. */
  reach: number;
  firstPage: number;
  page: number;
  maxRows: number;
};

/**
 * Reads the whole app's history from the newest message back. Answers the rows, oldest first, and behind which time
 * they are complete; null when there are too many.
 */
export async function readBack(
  upstream: LeanCloud,
  { floor, reach, firstPage, page, maxRows }: ReadBack,
  signal: AbortSignal,
): Promise<{ rows: HistoryRow[]; from: number } | null> {
  const rows = new Map<string, HistoryRow>();
  let start: { timestamp?: number; messageId?: string } = {};
  for (let limit = firstPage; ; limit = page) {
    const find = { ...start, tillTimestamp: Math.max(0, reach), limit, patienceMs: 0 };
    const found = await getHistory(upstream, { scope: "app" }, find, signal);
    const known = rows.size;
    for (const row of found) if (row.timestamp > reach) rows.set(`${row["conv-id"]} ${row["msg-id"]}`, row);
    const last = found.at(-1);
    const isEnd = !last || found.length < limit || last.timestamp <= reach || rows.size === known;
    if (isEnd || last.timestamp <= floor) {
      return { rows: [...rows.values()].reverse(), from: isEnd ? reach : last.timestamp };
    }
    if (rows.size > maxRows) return null;
    start = { timestamp: last.timestamp, messageId: last["msg-id"] };
  }
}
