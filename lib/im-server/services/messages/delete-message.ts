import type { MessageBox } from "../../store/interface";
import type { ImContext } from "../context";
import { ImError } from "../errors";
import { findCopy } from "./find-copy";

export type DeleteInput = { box: MessageBox; messageId: string; timestamp: number; from: string };

/**
 * Removes a message from the server's history; devices keep what they have.
 * @throws ImError 4404 no such message, 4403 it has another sender
 */
export async function deleteMessage(context: ImContext, input: DeleteInput): Promise<void> {
  const found = await findCopy(context, input.box, input.messageId, input.timestamp);
  if (found === null) throw new ImError(4404);
  if (found.from !== input.from) throw new ImError(4403);
  const key = { box: input.box, messageId: input.messageId, timestamp: found.timestamp };
  if (!(await context.store.deleteMessage(key, context.now()))) throw new ImError(4404);
  context.events.emit({
    type: "message-deleted",
    conversationId: input.box.conversationId,
    messageId: input.messageId,
    timestamp: found.timestamp,
  });
}
