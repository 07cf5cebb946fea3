import type { MessageBox } from "../../store/interface";
import type { ImContext } from "../context";

const USER_HISTORY_ID = /^[0-9a-f]{32}$/;

/**
 * Which history an id of the 1.1 API means: a conversation's, or by md5(conversation:client) the
 * one between a service conversation and a user.
 */
export async function resolveHistory(context: ImContext, historyId: string): Promise<MessageBox> {
  if (USER_HISTORY_ID.test(historyId)) {
    const box = await context.store.findUserBox(historyId);
    if (box !== null) return box;
  }
  return { conversationId: historyId };
}
