import { limits } from "@/lib/protocol/limits";
import type { ConversationRow } from "../store/interface";

/** The custom column that holds a temporary conversation's life, in seconds. */
export const ttlColumn = "ttl";

/** When a temporary conversation ends. */
export function temporaryEnd(row: ConversationRow): number {
  const seconds = row.fields[ttlColumn];
  return row.createdAt + (typeof seconds === "number" ? seconds * 1000 : limits.temporaryTtl);
}

/** The life to give: a day unless asked for, thirty at most. In seconds. */
export function temporaryTtl(seconds: number | undefined): number {
  const wanted = seconds === undefined || seconds <= 0 ? limits.temporaryTtl / 1000 : seconds;
  return Math.min(wanted, limits.temporaryTtlMax / 1000);
}
