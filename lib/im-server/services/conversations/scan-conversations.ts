import { limits } from "@/lib/protocol/limits";
import type { Where } from "@/lib/protocol/where";
import type { ConversationRow } from "../../store/interface";
import type { ImContext } from "../context";

/** Every matching conversation in id order, a page at a time; `next` is null at the end. */
export function scanConversations(
  context: ImContext,
  scan: { where: Where; limit?: number; after: string | null },
): Promise<{ rows: ConversationRow[]; next: string | null }> {
  const limit = Math.min(Math.max(scan.limit ?? limits.queryLimit, 1), limits.queryLimitMax);
  return context.store.scanConversations({ ...scan, limit });
}
