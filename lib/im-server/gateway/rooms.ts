import type { Gateway } from "./gateway";
import type { Session } from "./session";

/** Puts a session into a chat room, and remembers it for the client's return. */
export async function enterRoom({ hub, context }: Gateway, session: Session, roomId: string): Promise<void> {
  hub.enterRoom(session, roomId);
  await context.store.putRoom(session.clientId, { roomId, leftAt: null });
}

/** Takes a session out of the room it is in, for good. */
export async function leaveRoom({ hub, context }: Gateway, session: Session): Promise<void> {
  hub.leaveRoom(session);
  await context.store.putRoom(session.clientId, null);
}

/**
 * Puts a returning session back into the room it dropped out of, if that was not too long ago. After
 * a crash of the server nobody knows when: then it was just now.
 */
export async function reenterRoom({ hub, context, options }: Gateway, session: Session): Promise<void> {
  const last = await context.store.getRoom(session.clientId);
  if (last === null || session.isClosed) return;
  if (last.leftAt !== null && context.now() - last.leftAt >= options.roomMemory) return;
  hub.enterRoom(session, last.roomId);
}
