import "server-only";
import type { MessagePlace } from "@/lib/leancloud/messages";
import { kindOf } from "../../conversations/kind-of";
import type { OpenOperation } from "./verdict";

export type ConversationPlace = Extract<MessagePlace, { scope: "conversation" }>;

/** Where an operation's message lies; null when the conversation is gone. */
export async function placeOf(
  operation: OpenOperation,
  id: string,
  clientId?: string,
): Promise<ConversationPlace | null> {
  const kind = await kindOf(operation.app, operation.upstream, id);
  return kind ? { scope: "conversation", kind, id, clientId } : null;
}
