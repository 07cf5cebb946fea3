import type { TracedReceiverWire, TraceReply } from "@/lib/protocol/rest/traces";
import type { MessageTrace, TracedReceiver } from "../../services/traces/trace-message";
import { presentSession, sessionId } from "./session";

/** The account of a message as the console reads it. */
export function presentTrace(trace: MessageTrace): TraceReply {
  const { noted } = trace;
  const run = noted?.run ?? 0;
  return {
    recorded: noted !== null,
    expired: trace.isExpired,
    from: noted?.body.from ?? null,
    via: noted === null ? null : noted.body.by === null ? "rest" : "socket",
    session: trace.sender && presentSession(trace.sender),
    scope: noted?.body.scope ?? null,
    counts: countsOf(trace),
    is_sample: trace.isSample,
    receivers: trace.receivers.map((receiver) => presentReceiver(receiver, run)),
    asked: trace.asked && presentReceiver(trace.asked, run),
  };
}

/** Counted from the list where it is whole, as noted where it is not. */
function countsOf({ noted, receivers, isSample }: MessageTrace): TraceReply["counts"] {
  const others = receivers.filter(({ isSender }) => !isSender);
  const crowd = noted?.body.crowd;
  const count = (fits: (receiver: TracedReceiver) => boolean) =>
    isSample ? null : others.filter(fits).length;
  const isPushed = ({ sessions }: TracedReceiver) => sessions.some(({ isSent }) => isSent);
  const sessions = others.flatMap((receiver) => receiver.sessions);
  const reached = {
    clients: others.filter(isPushed).length,
    sessions: sessions.filter(({ isSent }) => isSent).length,
    dropped: sessions.length - sessions.filter(({ isSent }) => isSent).length,
  };
  return {
    meant: crowd ? crowd.meant : isSample ? null : others.filter(({ state }) => state !== "excluded").length,
    clients: noted === null ? null : (crowd?.clients ?? reached.clients),
    sessions: noted === null ? null : (crowd?.sessions ?? reached.sessions),
    received: crowd ? null : count(({ state }) => state === "received" || state === "read"),
    read: crowd ? null : count(({ state }) => state === "read"),
    dropped: crowd?.dropped ?? reached.dropped,
    skipped: crowd?.skipped ?? 0,
  };
}

function presentReceiver(receiver: TracedReceiver, run: number): TracedReceiverWire {
  return {
    client_id: receiver.clientId,
    state: receiver.state,
    reason: receiver.reason,
    since: receiver.since,
    is_sender: receiver.isSender,
    muted: receiver.hasMuted,
    sessions: receiver.sessions.map(({ session, isSent, login }) => ({
      id: sessionId({ run, session }),
      sent: isSent,
      login: login && presentSession(login),
    })),
    received_at: receiver.receivedAt,
    read_at: receiver.readAt,
    was_online: receiver.wasOnline,
    next_login_at: receiver.nextLoginAt,
  };
}
