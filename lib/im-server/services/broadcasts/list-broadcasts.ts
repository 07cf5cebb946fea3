import { limits } from "@/lib/protocol/limits";
import type { BroadcastRow } from "../../store/interface";
import type { ImContext } from "../context";

/** The broadcasts that are still valid, newest first; of one service conversation, or all. */
export function listBroadcasts(
  context: ImContext,
  filter: { conversationId?: string; skip?: number; limit?: number },
): Promise<BroadcastRow[]> {
  return context.store.getBroadcasts(
    {
      conversationId: filter.conversationId,
      skip: filter.skip ?? 0,
      limit: Math.min(filter.limit ?? limits.queryLimit, limits.queryLimitMax),
    },
    context.now(),
  );
}
