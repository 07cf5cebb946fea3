import { limits } from "@/lib/protocol/limits";
import type { MemberInfoRow } from "../../store/interface";
import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";

/** The roles that were set in a conversation. @throws ImError 4303 */
export async function listMemberInfos(
  context: ImContext,
  conversationId: string,
  page: { skip?: number; limit?: number; role?: string },
): Promise<MemberInfoRow[]> {
  await requireKind(context, conversationId, null);
  return context.store.getMemberInfos(conversationId, {
    role: page.role,
    skip: page.skip ?? 0,
    limit: Math.min(page.limit ?? limits.queryLimit, limits.queryLimitMax),
  });
}
