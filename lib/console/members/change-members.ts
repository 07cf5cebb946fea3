import "server-only";
import type { Conversation } from "@/lib/contracts/conversations";
import type { MemberFailure } from "@/lib/contracts/members";
import { getConversation } from "@/lib/leancloud/conversations";
import { changeMembers } from "@/lib/leancloud/members";
import type { LeanCloud } from "@/lib/leancloud/request";
import { limits } from "@/lib/protocol/limits";
import { presentConversation } from "../conversations/present-conversation";

export type MembersChanged = {
  conversation: Conversation | null;
  failed: MemberFailure[];
};

/** BLOCKED_BY_CONV */
const blockedCode = 4548;

/**
 * Adds or removes members and reads the conversation again: LeanCloud does not say which of them it
 * left out, the members do.
 */
export async function changeMembersOf(
  upstream: LeanCloud,
  method: "POST" | "DELETE",
  id: string,
  clientIds: string[],
): Promise<MembersChanged> {
  const wanted = [...new Set(clientIds)];
  const told = await changeMembers(upstream, method, id, wanted);
  const row = await getConversation(upstream, id);
  if (!row) return { conversation: null, failed: [] };
  const conversation = presentConversation(row);
  const members = new Set(conversation.members);
  const isFull = members.size >= limits.members;
  const left = wanted.filter((clientId) => members.has(clientId) !== (method === "POST"));
  const isBlocked = new Set(
    told.failed.filter((one) => one.code === blockedCode).map((one) => one.client_id),
  );
  const otherwise = method === "POST" && isFull ? "conversation-full" : "refused";
  const reasonOf = (clientId: string) => (isBlocked.has(clientId) ? "blocked" : otherwise);
  return { conversation, failed: left.map((clientId) => ({ clientId, reason: reasonOf(clientId) })) };
}
