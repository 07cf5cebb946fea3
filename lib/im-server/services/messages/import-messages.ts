import { recalledMessageData } from "@/lib/protocol/message-builders";
import type { MessageBox } from "../../store/interface";
import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";
import { checkMessage } from "./check-message";
import { newMessageId } from "./new-message-id";
import type { SentMessage } from "./send-message";

export type ImportedMessage = {
  from: string;
  data: string;
  binary: boolean;
  timestamp: number;
  mentionAll: boolean;
  mentionClientIds: string[];
  /** What its clients did to it afterwards, in order; null is a recall. */
  changes: { by: string; at: number; data: string | null }[];
};

/**
 * Writes history that was made elsewhere, oldest first, each message at its own time (or a little
 * later where the history is already beyond it). No client is told, nothing counts as unread, and
 * the log of changes tells of the conversation, and of messages that were changed afterwards, alone.
 * @throws ImError 4303 no such conversation, 4313 a user's history of something else than a
 *   service, 4109 a message too large: nothing is written then
 */
export async function importMessages(
  context: ImContext,
  box: MessageBox,
  messages: ImportedMessage[],
): Promise<SentMessage[]> {
  for (const message of messages) {
    checkMessage(message);
    for (const { data } of message.changes) if (data !== null) checkMessage({ ...message, data });
  }
  await requireKind(context, box.conversationId, box.clientId === undefined ? null : "service");
  const rows = await Promise.all(
    messages.map(({ timestamp, changes: _, ...message }) =>
      context.store.appendMessage({
        ...message,
        box,
        messageId: newMessageId(),
        fromIp: null,
        countsUnread: false,
        isImport: true,
        now: timestamp,
      }),
    ),
  );
  for (const [index, { messageId, timestamp }] of rows.entries()) {
    for (const { by, at, data } of messages[index]?.changes ?? []) {
      const change = { data: data ?? recalledMessageData, binary: false, recall: data === null };
      await context.store.patchMessage({ box, messageId, timestamp, from: null, now: at, by, ...change });
    }
  }
  return rows.map((row) => ({ messageId: row.messageId, timestamp: row.timestamp }));
}
