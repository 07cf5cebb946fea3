import { limits } from "@/lib/protocol/limits";
import type { MemberInfoRow } from "../../store/interface";
import type { ImContext } from "../context";
import { requireKind } from "../conversations/require-kind";
import { badRequest } from "../errors";
import { masterActor } from "../events";

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
  const now = context.now();
  const row = await context.store.putMemberInfo({ ...found, role: input.role ?? found.role }, now);
  context.events.emit({
    type: "role-changed",
    actor: masterActor,
    conversationId: row.conversationId,
    clientId: row.clientId,
    role: row.role,
    infoId: row.objectId,
    at: now,
  });
  return { row, updatedAt: now };
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
