import type { RoomChange } from "../../store/change-interface";
import type { Store } from "../../store/interface";
import type { Presence } from "../presence";
import { createPacer } from "./pacer";

/** Rooms that one write tells of. */
const BATCH = 100;
/** How long changes are collected: however many come, a room is told of no more often. */
const PAUSE = 500;
/** Clients named of those who came, and of those who left. */
const NAMED = 50;

/** Writes down who enters and leaves chat rooms, off the path of those who do. */
export type RoomLog = {
  note(roomId: string, clientId: string, isThere: boolean): void;
};

type Input = {
  store: Pick<Store, "addRoomChanges">;
  presence: Pick<Presence, "countInRoom">;
  now: () => number;
  stopped: AbortSignal;
};

/**
 * Collects what happens in chat rooms and writes a row for each room a little later: a room that
 * thousands enter at once costs no more than one that a single client does. Who comes and goes within
 * that while is not named. What was not written says the next start of the server, as of presence.
 */
export function createRoomLog({ store, presence, now, stopped }: Input): RoomLog {
  const waiting = new Map<string, Map<string, boolean>>();
  const pacer = createPacer(write, PAUSE, stopped);

  function note(roomId: string, clientId: string, isThere: boolean): void {
    const moves = waiting.get(roomId) ?? new Map<string, boolean>();
    waiting.set(roomId, moves);
    // A client's moves alternate: a second one takes the first one back.
    if (!moves.delete(clientId)) moves.set(clientId, isThere);
    pacer.wake();
  }

  async function write(): Promise<void> {
    const rooms = [...waiting].filter(([, moves]) => moves.size > 0);
    waiting.clear();
    for (let start = 0; start < rooms.length && !stopped.aborted; start += BATCH) {
      const batch = rooms.slice(start, start + BATCH);
      await store.addRoomChanges(batch.map(([roomId, moves]) => changeOf(roomId, moves))).catch(() => {
        // The disk is full or the like, which every other write reports: tried again.
        for (const [roomId, moves] of batch) for (const move of moves) note(roomId, ...move);
      });
    }
  }

  function changeOf(roomId: string, moves: Map<string, boolean>): RoomChange {
    const named = (wanted: boolean) =>
      [...moves].flatMap(([clientId, isThere]) => (isThere === wanted ? [clientId] : [])).slice(0, NAMED);
    const online = presence.countInRoom(roomId);
    return { conversationId: roomId, online, entered: named(true), left: named(false), at: now() };
  }

  return { note };
}
