import type { SessionEnd } from "@/lib/protocol/session-ends";
import { sendWill } from "./commands/will";
import type { Gateway } from "./gateway";
import { keepRoom } from "./rooms";
import type { Session } from "./session";

/**
 * Ends a session: `closed` by its client, which discards its will and leaves its room, or in any other
 * way with its connection, which sends the will and keeps the room for a return. It is gone at once;
 * resolves when that is kept.
 */
export async function endSession(gateway: Gateway, session: Session, cause: SessionEnd): Promise<void> {
  const { room, broadcastAt, clientId } = session;
  if (!gateway.hub.remove(session, cause)) return;
  const { store, now } = gateway.context;
  const isDropped = cause !== "closed";
  if (isDropped && session.will !== null) void sendWill(gateway, session, session.will);
  const kept = isDropped && room !== null ? { roomId: room, leftAt: now() } : null;
  await Promise.all([
    room === null ? null : keepRoom(gateway, session, kept),
    broadcastAt > 0 ? store.markBroadcasts(clientId, broadcastAt) : null,
  ]).catch((error: unknown) => {
    gateway.log.error({ err: error }, "the end of a session was not kept");
  });
}

/** Why the sessions of a connection end that is closed with one of the protocol's codes. */
export function endOfCode(code: number): SessionEnd {
  return code === 4107 ? "silent" : "broken";
}
