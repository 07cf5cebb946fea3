import type { Actor, ImEventOf } from "../../services/events";
import type { NotificationRow } from "../../store/gateway-interface";
import type { Gateway } from "../gateway";
import { presentChanges } from "../present/changes";
import { Push } from "../push";
import { leaveRoom } from "../rooms";
import type { Wire } from "../wire/codec";
import type { OpName } from "../wire/enums";

type Change = { conversationId: string; at: number; actor: Actor };

/** What clients see as the initiator of what the master key did. */
const MASTER = "";

const permanentOps: ReadonlySet<OpName> = new Set([
  "joined",
  "left",
  "blocked",
  "unblocked",
  "shutuped",
  "unshutuped",
]);

/** One event of a conversation, as a push. */
function convPush(gateway: Gateway, op: OpName, change: Change, extra: Wire<"ConvCommand"> = {}): Push {
  return new Push({
    cmd: "conv",
    op,
    serverTs: gateway.context.now(),
    notificationType: permanentOps.has(op) ? 1 : 2,
    convMessage: {
      cid: change.conversationId,
      initBy: change.actor.clientId ?? MASTER,
      udate: new Date(change.at).toISOString(),
      ...extra,
    },
  });
}

/**
 * Tells clients something that concerns themselves. It is kept first: who is not connected when it is
 * pushed will find it when coming back.
 */
async function tellTargets(
  gateway: Gateway,
  op: OpName,
  change: Change,
  clientIds: readonly string[],
): Promise<void> {
  const push = convPush(gateway, op, change);
  const { serverTs = 0, notificationType } = push.command;
  const { cid, initBy, udate } = push.command.convMessage ?? {};
  const body = { cmd: "conv", op, cid, initBy, udate, serverTs, notificationType };
  await keepNotifications(
    gateway,
    clientIds.map((clientId) => ({ clientId, at: serverTs, body })),
  );
  gateway.hub.pushTo(clientIds, push);
}

/** Keeps what clients must hear also when they are away. */
export async function keepNotifications(gateway: Gateway, rows: NotificationRow[]): Promise<void> {
  if (rows.length === 0) return;
  await gateway.context.store.addNotifications(rows).catch((error: unknown) => {
    gateway.log.error({ err: error }, "notifications were not kept");
  });
}

/** joined to whom it concerns, members_joined to every member. */
export async function tellAdded(
  gateway: Gateway,
  event: ImEventOf<"conversation-created" | "members-added">,
): Promise<void> {
  const { row } = event;
  const clientIds = event.type === "members-added" ? event.clientIds : row.members;
  if (clientIds.length === 0) return;
  const change = { conversationId: row.objectId, at: row.updatedAt, actor: event.actor };
  await tellTargets(gateway, "joined", change, clientIds);
  gateway.hub.pushTo(row.members, convPush(gateway, "members_joined", change, { m: clientIds }));
}

/** left to whom it concerns, members_left to who remains. */
export async function tellRemoved(gateway: Gateway, event: ImEventOf<"members-removed">): Promise<void> {
  const { row, clientIds } = event;
  const change = { conversationId: row.objectId, at: row.updatedAt, actor: event.actor };
  await tellTargets(gateway, "left", change, clientIds);
  gateway.hub.pushTo(row.members, convPush(gateway, "members_left", change, { m: clientIds }));
}

const listOps = {
  blocked: ["blocked", "members_blocked"],
  unblocked: ["unblocked", "members_unblocked"],
  silenced: ["shutuped", "members_shutuped"],
  unsilenced: ["unshutuped", "members_unshutuped"],
} as const;

/** Blocks and silences, and their end. */
export async function tellListed(gateway: Gateway, event: ImEventOf<keyof typeof listOps>): Promise<void> {
  const conversation = await gateway.conversations.get(event.conversationId);
  if (conversation === null) return;
  const [one, many] = listOps[event.type];
  await tellTargets(gateway, one, event, event.clientIds);
  const push = convPush(gateway, many, event, { m: event.clientIds });
  if (conversation.kind !== "chatroom") {
    gateway.hub.pushTo(conversation.members, push);
    return;
  }
  pushToRoom(gateway, event.conversationId, push);
  if (event.type === "blocked") await expelFromRoom(gateway, event.conversationId, event.clientIds);
}

/** Who is blocked from a chat room does not stay in it. */
async function expelFromRoom(gateway: Gateway, roomId: string, clientIds: readonly string[]): Promise<void> {
  for (const session of clientIds.flatMap((clientId) => gateway.hub.of(clientId))) {
    if (session.room === roomId) await leaveRoom(gateway, session);
  }
}

function pushToRoom(gateway: Gateway, roomId: string, push: Push): void {
  for (const session of gateway.hub.inRoom(roomId) ?? []) session.push(push);
}

/** A role has changed. */
export async function tellRole(gateway: Gateway, event: ImEventOf<"role-changed">): Promise<void> {
  const conversation = await gateway.conversations.get(event.conversationId);
  if (conversation === null) return;
  const info = { pid: event.clientId, role: event.role, infoId: event.infoId };
  gateway.hub.pushTo(conversation.members, convPush(gateway, "member_info_changed", event, { info }));
}

/** Attributes have changed; the session that did it has its reply. */
export function tellUpdated(gateway: Gateway, event: ImEventOf<"conversation-updated">): void {
  const { row, actor } = event;
  const changed = event.changed.filter((column) => column !== "mu" && column !== "m" && column !== "ACL");
  if (changed.length === 0 || row.kind === "service") return;
  const data = JSON.stringify(presentChanges(row, changed));
  const push = convPush(
    gateway,
    "updated",
    { conversationId: row.objectId, at: row.updatedAt, actor },
    { attr: { data }, attrModified: { data } },
  );
  if (row.kind === "chatroom") pushToRoom(gateway, row.objectId, push);
  else gateway.hub.pushTo(row.members, push, actor.sessionId);
}
