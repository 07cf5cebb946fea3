import { type Actor, type ImEventOf, initiatorOf } from "../../services/events";
import type { Gateway } from "../gateway";
import { presentChanges } from "../present/changes";
import { Push } from "../push";
import { emptyRoom } from "../rooms";
import type { Wire } from "../wire/codec";
import type { OpName } from "../wire/enums";

type Change = { conversationId: string; at: number; actor: Actor };

const permanentOps: ReadonlySet<OpName> = new Set([
  "joined",
  "left",
  "blocked",
  "unblocked",
  "shutuped",
  "unshutuped",
]);

/** One event of a conversation, as a push. What concerns a client itself has the time that it is kept with. */
function convPush(gateway: Gateway, op: OpName, change: Change, extra: Wire<"ConvCommand"> = {}): Push {
  const isPermanent = permanentOps.has(op);
  return new Push({
    cmd: "conv",
    op,
    serverTs: isPermanent ? change.at : gateway.context.now(),
    notificationType: isPermanent ? 1 : 2,
    convMessage: {
      cid: change.conversationId,
      initBy: initiatorOf(change.actor),
      udate: new Date(change.at).toISOString(),
      ...extra,
    },
  });
}

/** Who is told what of a change: `one` to those whom it concerns, `many` to everyone in the conversation. */
type Telling = { one: OpName; clientIds: readonly string[]; many: OpName };

/**
 * Tells clients something that concerns themselves, which the change has kept for those who are away; answers
 * what everyone in the conversation is to be told. That is kept first: who is not connected when it is pushed
 * will find it when coming back.
 */
async function tellTargets(gateway: Gateway, change: Change, telling: Telling): Promise<Push> {
  const { one, clientIds, many } = telling;
  const push = convPush(gateway, one, change);
  const shared = convPush(gateway, many, change, { m: [...clientIds] });
  await keepDroppable(gateway, change, shared);
  gateway.hub.pushTo(clientIds, push);
  return shared;
}

/** An event of a conversation as SDKs fetch it: its fields side by side, operations with dashes, JSON as JSON. */
function flatten({ command }: Push): Record<string, unknown> {
  const { cmd, op, serverTs, notificationType, convMessage } = command;
  const { attr, attrModified, ...fields } = convMessage ?? {};
  return {
    cmd,
    op: op?.replaceAll("_", "-"),
    ...fields,
    ...opened("attr", attr),
    ...opened("attrModified", attrModified),
    serverTs,
    notificationType,
  };
}

function opened(name: string, field: Wire<"JsonObjectMessage"> | undefined): Record<string, unknown> {
  return field?.data === undefined ? {} : { [name]: JSON.parse(field.data) };
}

/** Keeps, for members who are away, what they may hear of when they come back. */
async function keepDroppable(
  gateway: Gateway,
  { conversationId, at: changedAt }: Change,
  push: Push,
): Promise<void> {
  const { serverTs: at = 0 } = push.command;
  const row = { conversationId, at, changedAt, body: flatten(push) };
  await gateway.context.store.addDroppable(row).catch((error: unknown) => {
    gateway.log.error({ err: error }, "an event was not kept");
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
  const shared = await tellTargets(gateway, change, { one: "joined", clientIds, many: "members_joined" });
  gateway.hub.pushTo(row.members, shared);
}

/** left to whom it concerns, members_left to who remains. */
export async function tellRemoved(gateway: Gateway, event: ImEventOf<"members-removed">): Promise<void> {
  const { row, clientIds } = event;
  const change = { conversationId: row.objectId, at: row.updatedAt, actor: event.actor };
  const shared = await tellTargets(gateway, change, { one: "left", clientIds, many: "members_left" });
  gateway.hub.pushTo(row.members, shared);
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
  const shared = await tellTargets(gateway, event, { one, clientIds: event.clientIds, many });
  if (conversation.kind !== "chatroom") {
    gateway.hub.pushTo(conversation.members, shared);
    return;
  }
  pushToRoom(gateway, event.conversationId, shared);
  if (event.type === "blocked") await emptyRoom(gateway, event.conversationId, new Set(event.clientIds));
}

function pushToRoom(gateway: Gateway, roomId: string, push: Push): void {
  for (const session of gateway.hub.inRoom(roomId) ?? []) session.push(push);
}

/** A role has changed. */
export async function tellRole(gateway: Gateway, event: ImEventOf<"role-changed">): Promise<void> {
  const conversation = await gateway.conversations.get(event.conversationId);
  if (conversation === null) return;
  const info = { pid: event.clientId, role: event.role, infoId: event.infoId };
  const push = convPush(gateway, "member_info_changed", event, { info });
  await keepDroppable(gateway, event, push);
  gateway.hub.pushTo(conversation.members, push);
}

/** Attributes have changed; the session that did it has its reply. */
export async function tellUpdated(gateway: Gateway, event: ImEventOf<"conversation-updated">): Promise<void> {
  const { row, actor } = event;
  const changed = event.changed.filter((column) => column !== "mu" && column !== "m" && column !== "ACL");
  if (changed.length === 0 || row.kind === "service") return;
  const data = JSON.stringify(presentChanges(row, changed));
  const change = { conversationId: row.objectId, at: row.updatedAt, actor };
  const push = convPush(gateway, "updated", change, { attr: { data }, attrModified: { data } });
  if (row.kind === "chatroom") {
    pushToRoom(gateway, row.objectId, push);
    return;
  }
  await keepDroppable(gateway, change, push);
  gateway.hub.pushTo(row.members, push, actor.sessionId);
}
