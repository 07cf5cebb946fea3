import "server-only";
import type { MessageTrace, TraceReceiver } from "@/lib/contracts/traces";
import type { TracedReceiverWire, TraceReply } from "@/lib/protocol/rest/traces";
import { presentSession } from "../clients/present-sessions";

/** What became of a message, in the console's words. */
export function presentTrace(reply: TraceReply): MessageTrace {
  const { meant, clients, sessions, received, read, dropped, skipped } = reply.counts;
  return {
    isRecorded: reply.recorded,
    isExpired: reply.expired,
    via: reply.via,
    session: reply.session && presentSession(reply.session),
    scope: reply.scope,
    counts: { meant, clients, sessions, received, read, dropped, skipped },
    isSample: reply.is_sample,
    receivers: reply.receivers.map(presentReceiver),
    asked: reply.asked && presentReceiver(reply.asked),
  };
}

function presentReceiver(wire: TracedReceiverWire): TraceReceiver {
  return {
    clientId: wire.client_id,
    state: wire.state,
    reason: wire.reason,
    since: wire.since,
    isSender: wire.is_sender,
    hasMuted: wire.muted,
    sessions: wire.sessions.map(({ id, sent, login }) => ({
      id,
      isSent: sent,
      session: login && presentSession(login),
    })),
    receivedAt: wire.received_at,
    readAt: wire.read_at,
    wasOnline: wire.was_online,
    nextLoginAt: wire.next_login_at,
  };
}
