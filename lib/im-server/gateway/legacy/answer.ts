import { clientIdSchema } from "@/lib/protocol/client-id";
import { createConversation } from "../../services/conversations/create-conversation";
import { ImError } from "../../services/errors";
import { addMembers } from "../../services/members/add-members";
import { removeMembers } from "../../services/members/remove-members";
import type { RateKind } from "../client-rates";
import { sendDirect } from "../commands/direct";
import { endSession } from "../end-session";
import type { Gateway } from "../gateway";
import { askApp } from "../hooks/refusal";
import { beginWelcome } from "../push/welcome";
import { noteReceived } from "../received";
import { Session } from "../session";
import { requireSignature } from "../signature";
import type { LegacyConnection } from "./connection";
import type { LegacyFrame } from "./frames";
import { openPeerConversation } from "./peer-conversation";
import type { LegacyAnswer } from "./present";

const MAX_PEERS = 20;
const rates: Record<string, RateKind> = { direct: "send", room: "other" };
type Input = { gateway: Gateway; connection: LegacyConnection; session: Session; frame: LegacyFrame };

/**
 * Works on one command of the JSON protocol; null answers nothing.
 * @throws ImError as its counterparts in the binary protocol
 */
export async function answerLegacy(
  gateway: Gateway,
  connection: LegacyConnection,
  frame: LegacyFrame,
): Promise<LegacyAnswer | null> {
  const { context } = gateway;
  if (frame.cmd === "session" && frame.op === "open") return open(gateway, connection, frame);
  const { session } = connection;
  if (session === null) throw new ImError(4105);
  const input = { gateway, connection, session, frame };
  const rate = frame.cmd === undefined ? undefined : rates[frame.cmd];
  if (rate !== undefined && !gateway.rates.take(session.clientId, rate, context.now())) return null;
  switch (frame.cmd) {
    case "session":
      return answerSession(input);
    case "direct":
      return sendToTargets(input);
    case "ack":
      return acknowledge(input);
    case "room":
      return answerRoom(input);
    default:
      throw new ImError(1, "Unknown command.");
  }
}

async function open(
  gateway: Gateway,
  connection: LegacyConnection,
  frame: LegacyFrame,
): Promise<LegacyAnswer> {
  const { context, hub } = gateway;
  const { peerId } = frame;
  if (frame.appId !== context.keys.appId) throw new ImError(4100);
  if (peerId === undefined || !clientIdSchema.safeParse(peerId).success) throw new ImError(4103);
  await hub.sinceKicks(() => requireWatchSignature(gateway, peerId, frame));
  // Whoever has gone meanwhile would stay for ever: nothing is left that could end the session.
  if (connection.isClosed) throw new ImError(4105);
  const before = connection.session;
  const openedAt = context.now();
  const login = { clientId: peerId, tag: null, deviceId: null, userAgent: null, features: 0, openedAt };
  const session = new Session(login, connection);
  connection.session = session;
  hub.add(session, openedAt);
  // Only now: whoever takes its own place was not away.
  if (before !== null) hub.remove(before, "replaced");
  gateway.watchers.add(session, frame.sessionPeerIds);
  await beginWelcome(gateway, session, { unreadTime: null, patchTime: 0 });
  session.requireStay();
  return {
    cmd: "session",
    op: "opened",
    peerId,
    onlineSessionPeerIds: hub.presence.filterOnline(frame.sessionPeerIds),
  };
}

async function requireWatchSignature(gateway: Gateway, peerId: string, frame: LegacyFrame): Promise<void> {
  if (!gateway.context.settings.current.signatures.login) return;
  await requireSignature(gateway, {
    clientId: peerId,
    fields: frame,
    code: 4102,
    signed: [{ operation: "v1-open", members: frame.sessionPeerIds, isSuper: frame.sp ?? false }],
  });
}

async function answerSession({ gateway, session, frame }: Input): Promise<LegacyAnswer | null> {
  const { presence } = gateway.hub;
  const peerId = session.clientId;
  const onlineSessionPeerIds = presence.filterOnline(frame.sessionPeerIds);
  switch (frame.op) {
    case "add":
      await requireWatchSignature(gateway, peerId, frame);
      if (session.isClosed) throw new ImError(4105);
      gateway.watchers.add(session, frame.sessionPeerIds);
      return { cmd: "session", op: "added", peerId, onlineSessionPeerIds };
    case "remove":
      gateway.watchers.remove(session, frame.sessionPeerIds);
      return null;
    case "query":
      return { cmd: "session", op: "query-result", peerId, onlineSessionPeerIds };
    case "close":
      await endSession(gateway, session, "closed");
      return null;
    default:
      throw new ImError(1, "Unknown session operation.");
  }
}

/** To peers, or to a group. Transient messages are not acknowledged: clients do not wait for it. */
async function sendToTargets({ gateway, session, frame }: Input): Promise<LegacyAnswer | null> {
  const targets =
    frame.roomId === undefined
      ? await Promise.all(
          frame.toPeerIds.slice(0, MAX_PEERS).map((peer) => openPeerConversation(gateway, session, peer)),
        )
      : [frame.roomId];
  if (targets.length === 0) throw new ImError(4401);
  const sent = await Promise.all(
    targets.map((cid) => {
      const directMessage = { cid, msg: frame.msg ?? "", transient: frame.transient ?? false };
      return sendDirect({ gateway, session, command: { cmd: "direct", directMessage } });
    }),
  );
  const ack = sent[0]?.ackMessage;
  return ack ? { cmd: "ack", peerId: session.clientId, uid: ack.uid, t: ack.t } : null;
}

async function requireRoom(gateway: Gateway, session: Session, roomId: string): Promise<string> {
  const conversation = await gateway.conversations.get(roomId);
  if (!conversation?.members.has(session.clientId)) throw new ImError(4401);
  return roomId;
}

async function acknowledge({ gateway, connection, session, frame }: Input): Promise<null> {
  const newest = new Map<string, number>();
  for (const id of frame.ids) {
    const place = connection.takeDelivered(id);
    if (!place) continue;
    newest.set(place.conversationId, Math.max(place.timestamp, newest.get(place.conversationId) ?? 0));
  }
  for (const [conversationId, timestamp] of newest) {
    await noteReceived(gateway, session, conversationId, { from: timestamp, to: timestamp });
  }
  return null;
}

/** Groups: joining without an id makes one. */
async function answerRoom({ gateway, session, frame }: Input): Promise<LegacyAnswer> {
  const { context } = gateway;
  const { clientId } = session;
  const actor = { clientId, sessionId: session.id };
  const { roomPeerIds } = frame;
  const ask = (hook: "_conversationAdd" | "_conversationRemove", members: string[], convId: string) =>
    askApp(gateway, hook, { initBy: clientId, members, convId }, 4305);
  switch (frame.op) {
    case "join": {
      await requireGroupSignature(gateway, session, frame, "join", []);
      if (!frame.roomId)
        return { cmd: "room", op: "joined", peerId: clientId, roomId: await createGroup(gateway, session) };
      const { roomId } = frame;
      await ask("_conversationAdd", [clientId], roomId);
      await addMembers(context, roomId, [clientId], actor);
      return { cmd: "room", op: "joined", peerId: clientId, roomId };
    }
    case "invite": {
      await requireGroupSignature(gateway, session, frame, "invite", roomPeerIds);
      const roomId = await requireRoom(gateway, session, frame.roomId ?? "");
      await ask("_conversationAdd", roomPeerIds, roomId);
      await addMembers(context, roomId, roomPeerIds, actor);
      return { cmd: "room", op: "invited", peerId: clientId, roomId, roomPeerIds };
    }
    case "kick": {
      await requireGroupSignature(gateway, session, frame, "kick", roomPeerIds);
      const roomId = await requireRoom(gateway, session, frame.roomId ?? "");
      await ask("_conversationRemove", roomPeerIds, roomId);
      await removeMembers(context, roomId, roomPeerIds, actor);
      return { cmd: "room", op: "kicked", peerId: clientId, roomId, roomPeerIds };
    }
    case "leave": {
      const roomId = frame.roomId ?? "";
      await ask("_conversationRemove", [clientId], roomId);
      await removeMembers(context, roomId, [clientId], actor);
      return { cmd: "room", op: "left", peerId: clientId, roomId };
    }
    default:
      throw new ImError(1, "Unknown room operation.");
  }
}

async function createGroup(gateway: Gateway, session: Session): Promise<string> {
  const { clientId } = session;
  await askApp(gateway, "_conversationStart", { initBy: clientId, members: [clientId], attr: {} }, 4305);
  const { row } = await createConversation(gateway.context, {
    kind: "normal",
    name: null,
    creator: clientId,
    members: [clientId],
    muted: [],
    unique: false,
    fields: {},
    acl: null,
    actor: { clientId, sessionId: session.id },
  });
  return row.objectId;
}

async function requireGroupSignature(
  gateway: Gateway,
  { clientId }: Session,
  frame: LegacyFrame,
  action: "join" | "invite" | "kick",
  members: string[],
): Promise<void> {
  if (!gateway.context.settings.current.signatures.conversations) return;
  await requireSignature(gateway, {
    clientId,
    fields: frame,
    code: 4302,
    signed: [{ operation: `v1-${action}`, conversationId: frame.roomId, members }],
  });
}
