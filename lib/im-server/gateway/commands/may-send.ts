import { temporaryIdPrefix } from "@/lib/protocol/conversation-row";
import { ImError } from "../../services/errors";
import type { KnownConversation } from "../conversation-cache";
import type { Gateway } from "../gateway";
import type { Session } from "../session";
import { temporaryEnd } from "../temporary";

/**
 * The conversation, when the client may speak there at all: as a member, or where anyone may.
 * @throws ImError 4401 not a member or no such conversation, 4303 temporary one gone
 */
export function requireTarget(
  gateway: Gateway,
  session: Session,
  cid: string,
  conversation: KnownConversation | null,
): KnownConversation {
  const isTemporary = cid.startsWith(temporaryIdPrefix);
  if (conversation === null) throw new ImError(isTemporary ? 4303 : 4401);
  const { kind, row, members } = conversation;
  if (kind === "temporary" && temporaryEnd(row) <= gateway.context.now()) throw new ImError(4303);
  const isClosed = kind === "normal" || kind === "temporary";
  if (isClosed && !members.has(session.clientId)) throw new ImError(4401);
  return conversation;
}

/**
 * The conversation, when the client may speak there now.
 * @throws ImError 4401, 4303, 4563 and 4315 silenced, 4548 blocked
 */
export async function requireSpeaker(
  gateway: Gateway,
  session: Session,
  cid: string,
  conversation: KnownConversation | null,
): Promise<KnownConversation> {
  const allowed = requireTarget(gateway, session, cid, conversation);
  if (allowed.hasSilences) await requireVoice(gateway, session, cid);
  if (allowed.hasBlocks) await requireUnblocked(gateway, session, cid);
  return allowed;
}

/**
 * Asks again when something has happened in the conversation since it was found to be so: while the app was asked, or
 * while others went first.
 * @throws ImError 4401, 4303, 4563, 4315, 4548
 */
export async function requireStill(
  gateway: Gateway,
  session: Session,
  cid: string,
  found: KnownConversation,
): Promise<KnownConversation> {
  if (gateway.conversations.peek(cid) === found) return found;
  return requireSpeaker(gateway, session, cid, await gateway.conversations.get(cid));
}

/** @throws ImError 4563 silenced, 4315 silenced for a time */
export async function requireVoice(gateway: Gateway, session: Session, cid: string): Promise<void> {
  const { store, now } = gateway.context;
  const silence = await store.getSilence(cid, session.clientId, now());
  if (silence !== null) throw new ImError(silence.until === null ? 4563 : 4315);
}

/** Who is blocked from a conversation without members, as rooms are, must be stopped here. @throws ImError 4548 */
export async function requireUnblocked(gateway: Gateway, session: Session, cid: string): Promise<void> {
  const { store, now } = gateway.context;
  if (await store.isListed("blocks", cid, session.clientId, now())) throw new ImError(4548);
}
