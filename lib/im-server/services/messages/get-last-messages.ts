import { uniqueClientIds } from "@/lib/protocol/client-id";
import type { MessageRow } from "../../store/interface";
import type { ImContext } from "../context";

/** The newest message of each conversation that has any. */
export function getLastMessages(context: ImContext, conversationIds: string[]): Promise<MessageRow[]> {
  return context.store.getLastMessages(uniqueClientIds(conversationIds));
}
