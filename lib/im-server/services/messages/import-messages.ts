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
};

/**
 * Writes history that was made elsewhere, oldest first, each message at its own time (or a little
 * later where the history is already beyond it). No client is told, nothing counts as unread, and
 * the log of changes tells of the conversation alone.
 * @throws ImError 4303 no such conversation, 4313 a user's history of something else than a
 *   service, 4109 a message too large: nothing is written then
 */
export async function importMessages(
  context: ImContext,
  box: MessageBox,
  messages: ImportedMessage[],
): Promise<SentMessage[]> {
  for (const message of messages) checkMessage(message);
  await requireKind(context, box.conversationId, box.clientId === undefined ? null : "service");
  const rows = await Promise.all(
    messages.map(({ timestamp, ...message }) =>
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
  return rows.map((row) => ({ messageId: row.messageId, timestamp: row.timestamp }));
}
