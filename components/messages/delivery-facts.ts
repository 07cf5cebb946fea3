import type { MessageTrace, TraceReceiver } from "@/lib/contracts/traces";

/** A sentence of `delivery`, and the time that stands in it. */
export type Fact = { key: string; at: number | null };

/** What there is to say about one receiver, in the order of what happened. */
export function factsOf(receiver: TraceReceiver, scope: MessageTrace["scope"]): Fact[] {
  const { reason, since, isSender, sessions, receivedAt, readAt } = receiver;
  if (isSender) {
    if (sessions.length > 0) return [fact("ownDevices")];
    return reason === "no-sync" ? [fact("noSync")] : [];
  }
  if (reason !== null) return [{ key: `reason.${reason}`, at: since }];
  return [...beforeReceipt(receiver, scope), ...timed("received", receivedAt), ...timed("read", readAt)];
}

/** How it was when the message was sent, and until it arrived. */
function beforeReceipt(receiver: TraceReceiver, scope: MessageTrace["scope"]): Fact[] {
  const { state, sessions, wasOnline } = receiver;
  if (state === "unknown") {
    if (scope === null) return [fact("nothingKnown")];
    return [fact(wasOnline ? "wasOnline" : "notAmongNamed")];
  }
  if (sessions.length === 0) return whileAway(receiver, scope);
  if (state !== "pushed") return [];
  // Of a room the headline has said already that there are none.
  return scope === "room" ? [] : [fact("noReceipt")];
}

function whileAway(receiver: TraceReceiver, scope: MessageTrace["scope"]): Fact[] {
  const { state, hasMuted, nextLoginAt } = receiver;
  // Nothing was noted: nobody knows whether it was away.
  if (scope === null) return [];
  return [
    ...(state === "offline" ? [] : [fact("wasOffline")]),
    ...(hasMuted ? [fact("muted")] : []),
    ...(nextLoginAt === null && state === "offline" ? [fact("notBack")] : timed("back", nextLoginAt)),
  ];
}

function fact(key: string): Fact {
  return { key: `fact.${key}`, at: null };
}

function timed(key: string, at: number | null): Fact[] {
  return at === null ? [] : [{ key: `fact.${key}`, at }];
}
