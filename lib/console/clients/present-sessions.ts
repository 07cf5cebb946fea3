import "server-only";
import type { ClientSession, ClientSessions } from "@/lib/contracts/clients";
import type { ClientSessionsReply, SessionWire } from "@/lib/protocol/rest/sessions";

/** A session in the console's words. */
export function presentSession(wire: SessionWire): ClientSession {
  return {
    id: wire.id,
    since: wire.at,
    tag: wire.tag,
    deviceId: wire.device_id,
    protocol: wire.protocol,
    userAgent: wire.user_agent,
    address: wire.address,
  };
}

/** The sessions of one client in the console's words. */
export function presentSessions(reply: ClientSessionsReply): ClientSessions {
  return {
    open: reply.open.map((wire) => ({ ...presentSession(wire), chatroomId: wire.chatroom })),
    recent: reply.recent.map((wire) => ({
      ...presentSession(wire),
      endedAt: wire.ended_at,
      cause: wire.cause,
    })),
  };
}
