import type { Message } from "../messages";
import type { TraceReceiver } from "../traces";

/** A message of Tom's in conversation `c`; what a test is about it says itself. */
export function buildMessage(more: Partial<Message> = {}): Message {
  return {
    id: "m",
    conversationId: "c",
    toClientId: null,
    from: "Tom",
    timestamp: 1,
    payload: { kind: "plain", text: "" },
    data: "",
    binary: false,
    patchTimestamp: null,
    changedBy: null,
    mentionAll: false,
    mentions: [],
    fromIp: null,
    deliveredAt: null,
    ...more,
  };
}

/** A receiver who was away. */
export function buildReceiver(more: Partial<TraceReceiver> = {}): TraceReceiver {
  return {
    clientId: "Jerry",
    state: "offline",
    reason: null,
    since: null,
    isSender: false,
    hasMuted: false,
    sessions: [],
    receivedAt: null,
    readAt: null,
    wasOnline: null,
    nextLoginAt: null,
    ...more,
  };
}
