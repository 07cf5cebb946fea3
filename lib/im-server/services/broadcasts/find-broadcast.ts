import type { BroadcastRow } from "../../store/interface";
import type { ImContext } from "../context";

const PAGE = 1000;

/** A service conversation's broadcast that is still valid, or null. */
export async function findBroadcast(
  context: ImContext,
  conversationId: string,
  messageId: string,
): Promise<BroadcastRow | null> {
  const now = context.now();
  for (let skip = 0; ; skip += PAGE) {
    const rows = await context.store.getBroadcasts({ conversationId, skip, limit: PAGE }, now);
    const found = rows.find((row) => row.messageId === messageId);
    if (found) return found;
    if (rows.length < PAGE) return null;
  }
}
