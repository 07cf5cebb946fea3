import type { Gateway } from "./gateway";
import type { Session } from "./session";

/** Puts a session into a chat room, and remembers it for the return of the client's device. */
export async function enterRoom(gateway: Gateway, session: Session, roomId: string): Promise<void> {
  gateway.hub.enterRoom(session, roomId);
  if (!session.isClosed) await keepRoom(gateway, session, { roomId, leftAt: null });
}

/** Takes a session out of the room it is in, for good. */
export async function leaveRoom(gateway: Gateway, session: Session): Promise<void> {
  gateway.hub.leaveRoom(session);
  await keepRoom(gateway, session, null);
}

/** Notes the room that a device of a client is in, or has dropped out of; null for none. */
export async function keepRoom(
  { context }: Gateway,
  { clientId, deviceId }: Session,
  room: { roomId: string; leftAt: number | null } | null,
): Promise<void> {
  await context.store.putRoom(clientId, deviceId ?? "", room);
}

/**
 * Puts a session back into the room its device dropped out of, if it returns and that was not too long
 * ago. A login that is no return begins without a room.
 */
export async function restoreRoom(gateway: Gateway, session: Session, isReturning: boolean): Promise<void> {
  const { context, options } = gateway;
  const last = await context.store.getRoom(session.clientId, session.deviceId ?? "");
  if (last === null || session.isClosed) return;
  if (!isReturning) await keepRoom(gateway, session, null);
  else if (last.leftAt === null || context.now() - last.leftAt < options.roomMemory) {
    await enterRoom(gateway, session, last.roomId);
  }
}
