import type { ImContext } from "../context";

/** How many messages a client has not read, in one conversation or in all. */
export async function countUnread(
  context: ImContext,
  clientId: string,
  conversationId?: string,
): Promise<number> {
  return (await context.store.getUnread(clientId, conversationId)).total;
}
