import { listPage } from "../client-lists/read-list";
import type { ImContext } from "../context";

/** The conversations that a client has blocked for itself. */
export function listRefused(
  context: ImContext,
  clientId: string,
  page: { limit?: number; next?: string },
): Promise<{ conversationIds: string[]; next: string | null }> {
  return context.store.getClientBlocks(clientId, listPage(page));
}
