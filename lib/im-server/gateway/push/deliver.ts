import { type ImEvent, type ImEventOf, masterActor } from "../../services/events";
import type { KnownConversation } from "../conversation-cache";
import type { Gateway } from "../gateway";
import { Push } from "../push";
import { emptyRoom } from "../rooms";
import { tellAdded, tellListed, tellRemoved, tellRole, tellUpdated } from "./conv";
import { deliverMessage } from "./deliver-message";
import { broadcastPush, patchItem, patchPush } from "./message";
import { pushToMany, pushToSubscribers } from "./to-many";

/** Something that happened, and its conversation as it was then: who comes or goes later has no part in it. */
type Happened = { event: ImEvent; known: KnownConversation | undefined };

/**
 * Carries events to connected clients: on a later turn, so that whoever caused one has the reply
 * first, and in order within a conversation.
 */
export function deliverEvents(gateway: Gateway): void {
  const queue: Happened[] = [];
  const lanes = new Map<string, Promise<void>>();

  function run(happened: Happened): void {
    const { event } = happened;
    const key = laneOf(event);
    const before = lanes.get(key);
    const done = before ? before.then(() => deliver(gateway, happened)) : begin(happened);
    if (done === null) return;
    const settled = Promise.resolve(done)
      .catch((error: unknown) => gateway.log.error({ err: error, type: event.type }, "delivery failed"))
      .then(() => {
        if (lanes.get(key) === settled) lanes.delete(key);
      });
    lanes.set(key, settled);
  }

  function begin(happened: Happened): Promise<void> | null {
    try {
      return deliver(gateway, happened);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  gateway.context.events.subscribe((event) => {
    queue.push({ event, known: gateway.conversations.peek(laneOf(event)) });
    if (queue.length > 1) return;
    setImmediate(() => {
      for (const next of queue.splice(0)) run(next);
    });
  });
}

function laneOf(event: ImEvent): string {
  if ("row" in event) return event.row.objectId;
  if ("message" in event) return event.message.conversationId;
  return event.conversationId;
}

/** Null when everything was done at once. */
function deliver(gateway: Gateway, { event, known }: Happened): Promise<void> | null {
  switch (event.type) {
    case "message":
      return deliverMessage(gateway, event, known);
    case "broadcast":
      return deliverBroadcast(gateway, event);
    case "message-patched":
      return deliverPatch(gateway, event, known);
    case "conversation-created":
      return event.row.kind === "chatroom" || event.row.kind === "service" ? null : tellAdded(gateway, event);
    case "members-added":
      return tellAdded(gateway, event);
    case "members-removed":
      return tellRemoved(gateway, event);
    case "conversation-updated":
      return tellUpdated(gateway, event);
    case "blocked":
    case "unblocked":
    case "silenced":
    case "unsilenced":
      return tellListed(gateway, event);
    case "role-changed":
      return tellRole(gateway, event);
    case "read":
      return tellRead(gateway, event);
    case "conversation-deleted":
      return gateway.hub.inRoom(event.conversationId) ? emptyRoom(gateway, event.conversationId) : null;
    default:
      return null;
  }
}

/**
 * What a client has read with one device is told to its others: among the messages of the conversation, of which each
 * counts as one more there.
 */
function tellRead({ context, hub }: Gateway, event: ImEventOf<"read">): null {
  const { clientId, conversationId: cid, left, actor } = event;
  const convs = [{ cid, unread: left?.count ?? 0, mentioned: left?.mentioned ?? false }];
  if (hub.of(clientId).length > 1) {
    const push = new Push({ cmd: "unread", unreadMessage: { convs, notifTime: context.now() } });
    hub.pushTo([clientId], push, actor.sessionId);
  }
  return null;
}

function deliverBroadcast(gateway: Gateway, event: ImEventOf<"broadcast">): Promise<void> {
  const push = broadcastPush(event, event.transient ? { transient: true } : {});
  const { hub, tracer } = gateway;
  const trace = tracer.begin({ ...event, kind: "service", actor: masterActor, to: null, noSync: false });
  trace?.setCrowd("everyone");
  return pushToMany(hub.all(), push, { trace }).finally(() => trace?.end());
}

async function deliverPatch(
  gateway: Gateway,
  event: ImEventOf<"message-patched">,
  known: KnownConversation | undefined,
): Promise<void> {
  const { message, actor, kind } = event;
  const push = patchPush([patchItem(message, event)], gateway.context.now());
  const skip = event.code === undefined ? actor.sessionId : null;
  if (message.boxClientId !== null) return gateway.hub.pushTo([message.boxClientId], push, skip);
  if (kind === "service") return pushToSubscribers(gateway, message.conversationId, push);
  if (kind === "chatroom") {
    const room = gateway.hub.inRoom(message.conversationId) ?? [];
    return pushToMany(room, push, { isWanted: ({ id }) => id !== skip });
  }
  const conversation = known ?? (await gateway.conversations.get(message.conversationId));
  if (conversation) gateway.hub.pushTo(conversation.members, push, skip);
}
