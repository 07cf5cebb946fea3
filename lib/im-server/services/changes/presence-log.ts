import type { Store } from "../../store/interface";
import { createPacer } from "./pacer";

/** Clients that one write tells of: whoever else writes has a turn in between. */
const BATCH = 500;
/** How long changes are collected before they are written together. */
const PAUSE = 200;

/** Writes down who comes and goes, off the path of logins. */
export type PresenceLog = {
  note(clientId: string, online: boolean, at: number): void;
};

/**
 * Collects changes of presence and writes them a little later. Whoever comes and goes within that
 * while is not written at all, so that a client that loses its connection again and again costs
 * little. What is not written when the server stops is not needed: its next start says that nobody
 * is online.
 */
export function createPresenceLog(store: Pick<Store, "addPresence">, stopped: AbortSignal): PresenceLog {
  const waiting = new Map<string, { online: boolean; at: number }>();
  const pacer = createPacer(write, PAUSE, stopped);

  function note(clientId: string, online: boolean, at: number): void {
    // A client's changes alternate: a second one takes the first one back.
    if (!waiting.delete(clientId)) waiting.set(clientId, { online, at });
    pacer.wake();
  }

  async function write(): Promise<void> {
    const rows = [...waiting].map(([clientId, change]) => ({ clientId, ...change }));
    waiting.clear();
    for (let start = 0; start < rows.length && !stopped.aborted; start += BATCH) {
      const batch = rows.slice(start, start + BATCH);
      await store.addPresence(batch).catch(() => {
        // The disk is full or the like, which every other write reports: tried again.
        for (const { clientId, online, at } of batch) note(clientId, online, at);
      });
    }
  }

  return { note };
}
