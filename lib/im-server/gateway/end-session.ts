import { sendWill } from "./commands/will";
import type { Gateway } from "./gateway";
import type { Session } from "./session";

/**
 * Ends a session: `closed` by its client, which discards its will and leaves its room, or `dropped`
 * with its connection, which sends the will and keeps the room for a return.
 */
export function endSession(gateway: Gateway, session: Session, how: "closed" | "dropped"): void {
  const { room, broadcastAt, clientId } = session;
  if (!gateway.hub.remove(session)) return;
  const { store, now } = gateway.context;
  if (how === "dropped" && session.will !== null) void sendWill(gateway, session, session.will);
  if (room !== null) {
    keep(gateway, store.putRoom(clientId, how === "dropped" ? { roomId: room, leftAt: now() } : null));
  }
  if (broadcastAt > 0) keep(gateway, store.markBroadcasts(clientId, broadcastAt));
}

function keep(gateway: Gateway, write: Promise<void>): void {
  write.catch((error: unknown) => {
    gateway.log.error({ err: error }, "the end of a session was not kept");
  });
}
