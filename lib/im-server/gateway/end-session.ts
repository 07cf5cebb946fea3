import { sendWill } from "./commands/will";
import type { Gateway } from "./gateway";
import type { Session } from "./session";

/**
 * Ends a session: `closed` by its client, which discards its will and leaves its room, or `dropped`
 * with its connection, which sends the will and keeps the room for a return.
 */
export function endSession(gateway: Gateway, session: Session, how: "closed" | "dropped"): void {
  const { room } = session;
  if (!gateway.hub.remove(session)) return;
  const now = gateway.context.now();
  if (how === "dropped") {
    if (room !== null) gateway.roomMemory.remember(session.clientId, room, now);
    if (session.will !== null) sendWill(gateway, session, session.will);
  }
  if (session.broadcastAt === 0) return;
  gateway.context.store.markBroadcasts(session.clientId, session.broadcastAt).catch((error: unknown) => {
    gateway.log.error({ err: error }, "broadcast marker was not kept");
  });
}
