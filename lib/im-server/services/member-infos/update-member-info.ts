import { limits } from "@/lib/protocol/limits";
import type { MemberInfoRow } from "../../store/interface";
import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";
import { badRequest } from "../errors";
import { putMemberInfo } from "./put-member-info";

/** Changes the role of an entry found by its id. @throws ImError 4303; 1 no such entry */
export async function updateMemberInfo(
  context: ImContext,
  input: { conversationId: string; infoId: string; clientId?: string; role?: string },
): Promise<{ row: MemberInfoRow; updatedAt: number }> {
  await requireKind(context, input.conversationId, null);
  const found = await findInfo(context, input.conversationId, input.infoId);
  if (found === null) throw badRequest(`Could not find member info '${input.infoId}'.`);
  if (input.clientId !== undefined && input.clientId !== found.clientId) {
    throw badRequest("The member info belongs to another client.");
  }
  const { conversationId, clientId } = found;
  return putMemberInfo(context, { conversationId, clientId, role: input.role ?? found.role });
}

async function findInfo(
  context: ImContext,
  conversationId: string,
  infoId: string,
): Promise<MemberInfoRow | null> {
  for (let skip = 0; ; skip += limits.queryLimitMax) {
    const rows = await context.store.getMemberInfos(conversationId, { skip, limit: limits.queryLimitMax });
    const found = rows.find((row) => row.objectId === infoId);
    if (found) return found;
    if (rows.length < limits.queryLimitMax) return null;
  }
}
