import { ImError } from "../services/errors";
import type { KnownConversation } from "./conversation-cache";
import type { Gateway } from "./gateway";

export type Role = "Owner" | "Manager" | "Member";
const ranks: Record<Role, number> = { Owner: 3, Manager: 2, Member: 1 };
const PAGE = 1000;

/** A role that can be given. @throws ImError 4321 for any other text */
export function requireRole(text: string | undefined): Role {
  if (text === "Owner" || text === "Manager" || text === "Member") return text;
  throw new ImError(4321);
}

/**
 * Silencing, blocking and giving roles need an owner or manager who stands above everyone concerned.
 * @throws ImError 4317 not a member, 4320 not entitled
 */
export async function requireRankAbove(
  gateway: Gateway,
  conversation: KnownConversation,
  actor: string,
  targets: readonly string[],
): Promise<void> {
  const { row, kind, members } = conversation;
  if (kind === "normal" && !members.has(actor) && row.creator !== actor) throw new ImError(4317);
  const infos = await gateway.context.store.getMemberInfos(row.objectId, { skip: 0, limit: PAGE });
  const roles = new Map(infos.map(({ clientId, role }) => [clientId, role]));
  const own = rankOf(actor);
  if (own < ranks.Manager || targets.some((target) => rankOf(target) >= own)) throw new ImError(4320);

  function rankOf(clientId: string): number {
    if (clientId === row.creator) return ranks.Owner;
    const role = roles.get(clientId);
    return role === "Owner" || role === "Manager" ? ranks[role] : ranks.Member;
  }
}
