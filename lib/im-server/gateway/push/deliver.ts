import type { ImEvent, ImEventOf } from "../../services/events";
import type { Gateway } from "../gateway";
import type { Push } from "../push";
import type { Session } from "../session";
import { tellAdded, tellListed, tellRemoved, tellRole, tellUpdated } from "./conv";
import { directPush, patchItem, patchPush } from "./message";
import { nextTurn } from "./next-turn";

/** Receivers served in one turn of the event loop, so that others are not kept waiting. */
const CHUNK = 64;
const SUBSCRIBERS_PAGE = 1000;
/** A low-priority message is dropped for a reader who is this far behind. */
const LOW_PRIORITY_UNSENT = 64 * 1024;

/**
 * Carries events to connected clients: on a later turn, so that whoever caused one has the reply
 * first, and in order within a conversation.
 */
export function deliverEvents(gateway: Gateway): void {
  const queue: ImEvent[] = [];
  const lanes = new Map<string, Promise<void>>();

  function run(event: ImEvent): void {
    const key = laneOf(event);
    const before = lanes.get(key);
    const done = before ? before.then(() => deliver(gateway, event)) : begin(event);
    if (done === null) return;
    const settled = Promise.resolve(done)
      .catch((error: unknown) => gateway.log.error({ err: error, type: event.type }, "delivery failed"))
      .then(() => {
        if (lanes.get(key) === settled) lanes.delete(key);
      });
    lanes.set(key, settled);
  }

  function begin(event: ImEvent): Promise<void> | null {
    try {
      return deliver(gateway, event);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  gateway.context.events.subscribe((event) => {
    queue.push(event);
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
function deliver(gateway: Gateway, event: ImEvent): Promise<void> | null {
  switch (event.type) {
    case "message":
      return deliverMessage(gateway, event);
    case "broadcast":
      return deliverBroadcast(gateway, event);
    case "message-patched":
      return deliverPatch(gateway, event);
    case "conversation-created":
      return event.row.kind === "chatroom" || event.row.kind === "service" ? null : tellAdded(gateway, event);
    case "members-added":
      return tellAdded(gateway, event);
    case "members-removed":
      return tellRemoved(gateway, event);
    case "conversation-updated":
      tellUpdated(gateway, event);
      return null;
    case "blocked":
    case "unblocked":
    case "silenced":
    case "unsilenced":
      return tellListed(gateway, event);
    case "role-changed":
      return tellRole(gateway, event);
    default:
      return null;
  }
}

function deliverMessage(gateway: Gateway, event: ImEventOf<"message">): Promise<void> | null {
  const push = directPush(event, event.transient ? { transient: true } : {});
  const skip = event.actor.sessionId;
  if (event.to !== null) {
    gateway.hub.pushTo(event.to, push, skip);
    return null;
  }
  if (event.kind === "chatroom") {
    const room = gateway.hub.inRoom(event.conversationId);
    const isLow = event.priority === 3;
    return room
      ? pushToMany(room, push, (session) => session.id !== skip && !(isLow && isBehind(session)))
      : null;
  }
  if (event.kind === "service") return pushToSubscribers(gateway, event.conversationId, push);
  const known = gateway.conversations.peek(event.conversationId);
  if (known) {
    pushToMembers(gateway, event, known.members, push);
    return null;
  }
  return gateway.conversations.get(event.conversationId).then((loaded) => {
    if (loaded) pushToMembers(gateway, event, loaded.members, push);
  });
}

function isBehind(session: Session): boolean {
  return session.link.unsentBytes > LOW_PRIORITY_UNSENT;
}

function pushToMembers(
  gateway: Gateway,
  event: ImEventOf<"message">,
  members: ReadonlySet<string>,
  push: Push,
): void {
  if (!event.noSync) {
    gateway.hub.pushTo(members, push, event.actor.sessionId);
    return;
  }
  for (const clientId of members) if (clientId !== event.from) gateway.hub.pushTo([clientId], push);
}

async function pushToMany(
  sessions: Iterable<Session>,
  push: Push,
  isWanted: (session: Session) => boolean = () => true,
): Promise<void> {
  let inTurn = 0;
  // A copy: who enters or leaves meanwhile does not disturb the walk.
  for (const session of [...sessions]) {
    if (!isWanted(session)) continue;
    session.push(push);
    inTurn += 1;
    if (inTurn % CHUNK === 0) await nextTurn();
  }
}

async function pushToSubscribers(gateway: Gateway, conversationId: string, push: Push): Promise<void> {
  for (let after: string | null = null; ; ) {
    const page: { clientId: string }[] = await gateway.context.store.getSubscribers(conversationId, {
      limit: SUBSCRIBERS_PAGE,
      after,
    });
    gateway.hub.pushTo(
      page.map(({ clientId }) => clientId),
      push,
    );
    const last = page.at(-1);
    if (last === undefined || page.length < SUBSCRIBERS_PAGE) return;
    after = last.clientId;
  }
}

function deliverBroadcast(gateway: Gateway, event: ImEventOf<"broadcast">): Promise<void> {
  const message = {
    ...event,
    kind: "service" as const,
    binary: false,
    mentionAll: false,
    mentionClientIds: [],
  };
  const push = directPush(message, event.transient ? { transient: true } : {});
  return pushToMany(gateway.hub.all(), push, (session) => {
    if (!event.transient) session.broadcastAt = event.timestamp;
    return true;
  });
}

async function deliverPatch(gateway: Gateway, event: ImEventOf<"message-patched">): Promise<void> {
  const { message, actor, kind } = event;
  const push = patchPush([patchItem(message, event)], gateway.context.now());
  const skip = event.code === undefined ? actor.sessionId : null;
  if (message.boxClientId !== null) return gateway.hub.pushTo([message.boxClientId], push, skip);
  if (kind === "service") return pushToSubscribers(gateway, message.conversationId, push);
  if (kind === "chatroom") {
    return pushToMany(gateway.hub.inRoom(message.conversationId) ?? [], push, ({ id }) => id !== skip);
  }
  const conversation = await gateway.conversations.get(message.conversationId);
  if (conversation) gateway.hub.pushTo(conversation.members, push, skip);
}
