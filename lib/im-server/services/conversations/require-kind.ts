import type { ImErrorCode } from "@/lib/protocol/error-codes";
import type { ConversationKind } from "../../store/interface";
import type { ImContext } from "../context";
import { ImError } from "../errors";

const wrongKind: Record<ConversationKind, ImErrorCode> = {
  normal: 4314,
  chatroom: 4316,
  service: 4313,
  temporary: 4303,
};

/** The conversation's kind, or null when there is none. Usually without a read. */
export async function getKind(context: ImContext, conversationId: string): Promise<ConversationKind | null> {
  const known = context.kinds.get(conversationId);
  if (known !== undefined) return known;
  const row = await context.store.getConversation(conversationId);
  if (row === null) return null;
  context.kinds.set(conversationId, row.kind);
  return row.kind;
}

/**
 * The conversation's kind.
 * @throws ImError `missing` (4303 unless said) when there is none; 4313, 4314 or 4316 when it is
 *   not of the wanted kind.
 */
export async function requireKind(
  context: ImContext,
  conversationId: string,
  wanted: ConversationKind | null,
  missing: ImErrorCode = 4303,
): Promise<ConversationKind> {
  const kind = await getKind(context, conversationId);
  if (kind === null) throw new ImError(missing, "The conversation does not exist.");
  if (wanted !== null && kind !== wanted) throw new ImError(wrongKind[wanted]);
  return kind;
}
