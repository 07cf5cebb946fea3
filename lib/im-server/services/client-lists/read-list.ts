import { limits } from "@/lib/protocol/limits";
import type { ClientListName, ClientListPage } from "../../store/interface";
import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";

/** A page of one of a conversation's lists, 10 unless said. @throws ImError 4303 */
export async function readList(
  context: ImContext,
  list: ClientListName,
  conversationId: string,
  page: { limit?: number; next?: string },
): Promise<ClientListPage> {
  await requireKind(context, conversationId, null);
  return context.store.getList(list, conversationId, listPage(page), context.now());
}

/** The page's size within 1 and 1000, and its place. */
export function listPage(page: { limit?: number; next?: string }): { limit: number; next: string | null } {
  const limit = Math.min(Math.max(page.limit ?? limits.clientListPage, 1), limits.clientListPageMax);
  return { limit, next: page.next ?? null };
}
