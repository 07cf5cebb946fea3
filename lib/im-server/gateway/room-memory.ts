/** Which chat room a client was in when its connection dropped. */
export type RoomMemory = {
  remember(clientId: string, roomId: string, now: number): void;
  /** The room, once, if the drop was not too long ago. */
  recall(clientId: string, now: number): string | null;
  forget(clientId: string): void;
};

/** Remembers rooms for `duration` ms; entries are in the order of time, so the oldest go first. */
export function createRoomMemory(duration: number): RoomMemory {
  const rooms = new Map<string, { roomId: string; until: number }>();
  return {
    remember(clientId, roomId, now) {
      for (const [id, entry] of rooms) {
        if (entry.until > now) break;
        rooms.delete(id);
      }
      rooms.delete(clientId);
      rooms.set(clientId, { roomId, until: now + duration });
    },
    recall(clientId, now) {
      const entry = rooms.get(clientId);
      rooms.delete(clientId);
      return entry && entry.until > now ? entry.roomId : null;
    },
    forget: (clientId) => void rooms.delete(clientId),
  };
}
