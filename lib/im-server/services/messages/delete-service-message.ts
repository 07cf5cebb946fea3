import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";
import { badRequest, ImError } from "../errors";
import { deleteMessage } from "./delete-message";

/**
 * Removes one user's copy of a service message. What went to all subscribers is kept once for all
 * of them, so it is not removed here.
 * @throws ImError 4303, 4313, 4404, 4403; 1 for a message to all subscribers
 */
export async function deleteServiceMessage(
  context: ImContext,
  input: { conversationId: string; clientId: string; messageId: string; timestamp: number; from: string },
): Promise<void> {
  const { conversationId, clientId, messageId, timestamp, from } = input;
  await requireKind(context, conversationId, "service");
  try {
    await deleteMessage(context, { box: { conversationId, clientId }, messageId, timestamp, from });
  } catch (error) {
    const isShared =
      error instanceof ImError &&
      error.code === 4404 &&
      (await context.store.getMessage({ box: { conversationId }, messageId, timestamp })) !== null;
    if (!isShared) throw error;
    throw badRequest("The message was sent to all subscribers: delete it from the service's own history.");
  }
}
