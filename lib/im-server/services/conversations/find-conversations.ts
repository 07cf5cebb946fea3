import { conversationKinds } from "@/lib/protocol/conversation-row";
import type { Where } from "@/lib/protocol/where";
import type { ConversationKind, ConversationQuery, ConversationRow } from "../../store/interface";
import type { ImContext } from "../context";

const kindConditions: Record<"normal" | "chatroom" | "service", Where> = {
  normal: { op: "eq", path: ["conv_type"], value: conversationKinds.normal },
  chatroom: { op: "eq", path: ["conv_type"], value: conversationKinds.chatroom },
  service: { op: "eq", path: ["conv_type"], value: conversationKinds.service },
};

/** Conversations that match; of one kind only when `kind` is given. */
export function findConversations(
  context: ImContext,
  query: ConversationQuery,
  kind?: Exclude<ConversationKind, "temporary">,
): Promise<{ rows: ConversationRow[]; count: number | null }> {
  if (kind === undefined) return context.store.findConversations(query);
  const where: Where = { op: "and", items: [query.where, kindConditions[kind]] };
  return context.store.findConversations({ ...query, where });
}
