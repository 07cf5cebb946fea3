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
  const { room } = session;
  if (!gateway.hub.remove(session, cause)) return;
  const isDropped = cause !== "closed";
  if (isDropped) settleWill(gateway, session);
  const kept = isDropped && room !== null ? { roomId: room, leftAt: gateway.context.now() } : null;
  const rooms = room === null ? null : keepRoom(gateway, session, kept);
  // Who leaves and comes back at once finds that it was here; a lost connection would take no welcome any more.
  const welcomed = isDropped ? null : session.welcomed;
  await Promise.all([rooms, session.kept, welcomed]).catch((error: unknown) => {
    gateway.log.error({ err: error }, "the end of a session was not kept");
  });
}

/** Who goes because it was asked to is not lost, unless it stays away. */
function settleWill(gateway: Gateway, session: Session): void {
  const { will } = session;
  if (will === null) return;
  const send = () => void sendWill(gateway, session, will);
  if (gateway.hub.isSentAway(session) && !gateway.isStopping) gateway.wills.hold(session, will, send);
  else send();
}

/** Why the sessions of a connection end that is closed with one of the protocol's codes. */
export function endOfCode(code: number): SessionEnd {
  return code === 4107 ? "silent" : "broken";
}
