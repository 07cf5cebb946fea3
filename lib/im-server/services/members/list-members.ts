import { limits } from "@/lib/protocol/limits";
import type { ImContext } from "../context";
import { ImError } from "../errors";

/**
 * The members of a normal conversation in the order of joining; of a chat room, some of those who
 * are online (at most 50).
 * @throws ImError 4303 no such conversation
 */
export async function listMembers(context: ImContext, conversationId: string): Promise<string[]> {
  const row = await context.store.getConversation(conversationId);
  if (row === null) throw new ImError(4303);
  return row.kind === "chatroom"
    ? context.presence.sampleRoom(conversationId, limits.onlineSample)
    : row.members;
}
