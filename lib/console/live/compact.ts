import "server-only";
import type { LiveEvent } from "@/lib/contracts/live";

/**
 * Says the same in fewer events: what was told of one thing is told once, where it was told first.
 * Nothing moves across the making, change or deletion of its conversation, and no presence across an end of all.
 */
export function compact(events: readonly LiveEvent[]): LiveEvent[] {
  const told: LiveEvent[] = [];
  const placeOf = new Map<string, number>();
  const eras = new Map<string, number>();
  for (const event of events) {
    const conversationId = "conversationId" in event ? event.conversationId : "";
    let era = eras.get(conversationId) ?? 0;
    const at = placeOf.get(keyOf(event, era));
    const earlier = at === undefined ? undefined : told[at];
    if (at !== undefined && earlier) {
      told[at] = merge(earlier, event);
      continue;
    }
    if (event.type === "conversation" || event.type === "presence-cleared") eras.set(conversationId, ++era);
    placeOf.set(keyOf(event, era), told.length);
    told.push(event);
  }
  return told;
}

function keyOf(event: LiveEvent, era: number): string {
  return JSON.stringify([era, ...thingOf(event)]);
}

/** What an event is about: two about the same are told as one. */
function thingOf(event: LiveEvent): (string | null)[] {
  switch (event.type) {
    case "messages":
    case "activity":
      return [event.type, event.conversationId, event.clientId];
    case "message-changed":
    case "message-deleted":
      return [event.type, event.conversationId, event.clientId, event.at];
    case "conversation":
      return [event.type, event.conversationId, event.change];
    case "read":
      return [event.type, event.conversationId, event.clientId];
    case "presence":
      return [event.type, event.clientId];
    case "members":
    case "room":
      return [event.type, event.conversationId];
    case "broadcasts":
    case "presence-cleared":
      return [event.type];
  }
}

function merge(earlier: LiveEvent, later: LiveEvent): LiveEvent {
  if (earlier.type === "messages" && later.type === "messages") {
    const isNewer = timestampOf(later.newest) >= timestampOf(earlier.newest);
    return {
      ...earlier,
      count: earlier.count + later.count,
      newest: isNewer ? later.newest : earlier.newest,
    };
  }
  if (earlier.type === "read" && later.type === "read" && earlier.readAt > later.readAt) return earlier;
  return later;
}

/** Only the time: ids of one millisecond have no order that could be told from them. */
function timestampOf(cursor: string): number {
  return Number.parseInt(cursor, 10);
}
