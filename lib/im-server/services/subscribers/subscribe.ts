import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";
import { ImError } from "../errors";

/**
 * Subscribes a client to a service conversation; once is enough.
 * @throws ImError 4303 no such conversation, 4313 not a service, 4548 the client is blocked there
 */
export async function subscribe(context: ImContext, conversationId: string, clientId: string): Promise<void> {
  await requireKind(context, conversationId, "service");
  if (!(await context.store.subscribe(conversationId, clientId, context.now()))) throw new ImError(4548);
  context.events.emit({ type: "subscribed", conversationId, clientId });
}
