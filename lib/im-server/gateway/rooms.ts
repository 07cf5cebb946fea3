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

/** Takes sessions out of a room that they cannot stay in: everyone's, or those of some clients. */
export async function emptyRoom(
  gateway: Gateway,
  roomId: string,
  clientIds: ReadonlySet<string> | null = null,
): Promise<void> {
  for (const session of [...(gateway.hub.inRoom(roomId) ?? [])]) {
    if (clientIds === null || clientIds.has(session.clientId)) await leaveRoom(gateway, session);
  }
}

/**
 * Puts a session back into the room its device dropped out of, if it returns, that was not too long ago and
 * the room still takes it. A login that is no return begins without a room.
 */
export async function restoreRoom(gateway: Gateway, session: Session, isReturning: boolean): Promise<void> {
  const { context, options } = gateway;
  const last = await context.store.getRoom(session.clientId, session.deviceId ?? "");
  if (last === null || session.isClosed) return;
  const isLate = last.leftAt !== null && context.now() - last.leftAt >= options.roomMemory;
  const isBack = isReturning && !isLate && (await isOpenTo(gateway, last.roomId, session.clientId));
  if (isBack) await enterRoom(gateway, session, last.roomId);
  else await keepRoom(gateway, session, null);
}

async function isOpenTo(gateway: Gateway, roomId: string, clientId: string): Promise<boolean> {
  const room = await gateway.conversations.get(roomId);
  if (room === null) return false;
  const { store, now } = gateway.context;
  return !room.hasBlocks || !(await store.isListed("blocks", roomId, clientId, now()));
}
