import type { ImEventOf } from "../../services/events";
import type { KnownConversation } from "../conversation-cache";
import type { Gateway } from "../gateway";
import type { Push } from "../push";
import type { Session } from "../session";
import type { Trace } from "../trace/tracer";
import { directPush } from "./message";
import { pushToClient, pushToMany, pushToSubscribers } from "./to-many";

/** A low-priority message is dropped for a reader who is this far behind. */
const LOW_PRIORITY_UNSENT = 64 * 1024;

type Sent = ImEventOf<"message">;

/**
 * Carries a message to whom it is for, and keeps an account of it. `known` is its conversation when it was sent, where
 * that is known. Null when everything was done at once.
 */
export function deliverMessage(
  gateway: Gateway,
  event: Sent,
  known: KnownConversation | undefined,
): Promise<void> | null {
  const push = directPush(event, event.transient ? { transient: true } : {});
  const trace = gateway.tracer.begin(event);
  const done = carry(gateway, event, known, push, trace);
  if (trace === null) return done;
  if (done !== null) return done.finally(trace.end);
  trace.end();
  return null;
}

function carry(
  gateway: Gateway,
  event: Sent,
  known: KnownConversation | undefined,
  push: Push,
  trace: Trace | null,
): Promise<void> | null {
  const { conversationId, kind, to } = event;
  if (to !== null) {
    if (known && kind === "normal") trace?.setAudience(known);
    for (const clientId of to)
      pushToClient(gateway, clientId, push, { trace, except: event.actor.sessionId });
    return null;
  }
  if (kind === "chatroom") return pushToRoom(gateway, event, push, trace);
  if (kind === "service") {
    trace?.setCrowd("subscribers");
    return pushToSubscribers(gateway, conversationId, push, trace);
  }
  if (known) {
    pushToMembers(gateway, event, known, push, trace);
    return null;
  }
  return gateway.conversations.get(conversationId).then((loaded) => {
    if (loaded) pushToMembers(gateway, event, loaded, push, trace);
  });
}

function pushToRoom(gateway: Gateway, event: Sent, push: Push, trace: Trace | null): Promise<void> | null {
  trace?.setCrowd("room");
  const room = gateway.hub.inRoom(event.conversationId);
  if (room === undefined) return null;
  const isLow = event.priority === 3;
  const isWanted = (session: Session) => {
    if (session.id === event.actor.sessionId) return false;
    if (!isLow || session.link.unsentBytes <= LOW_PRIORITY_UNSENT) return true;
    trace?.skip();
    return false;
  };
  return pushToMany(room, push, { isWanted, trace });
}

function pushToMembers(
  gateway: Gateway,
  event: Sent,
  conversation: KnownConversation,
  push: Push,
  trace: Trace | null,
): void {
  trace?.setAudience(conversation);
  const except = event.actor.sessionId;
  let place = -1;
  for (const clientId of conversation.members) {
    place += 1;
    if (event.noSync && clientId === event.from) continue;
    pushToClient(gateway, clientId, push, { trace, who: place, except });
  }
}
