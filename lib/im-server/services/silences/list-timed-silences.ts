import type { TimedSilence } from "../../store/restriction-interface";
import { listPage } from "../client-lists/read-list";
import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";

/** Who is silenced for a time in a conversation, and until when. @throws ImError 4303 */
export async function listTimedSilences(
  context: ImContext,
  conversationId: string,
  page: { limit?: number; next?: string },
): Promise<{ silences: TimedSilence[]; next: string | null }> {
  await requireKind(context, conversationId, null);
  return context.store.getTimedSilences(conversationId, listPage(page), context.now());
}
