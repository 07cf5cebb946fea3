import type { WatchedClient, WatchPresence } from "@/lib/contracts/watch-list";

export interface WatchedRow {
  clientId: string;
  note: string;
  /** Null while it is not known. */
  isOnline: boolean | null;
  lastSeenAt: number | null;
}

/** Who is online first, then who was lately, then the rest; alike ones by id. */
export function sortWatched(
  clients: readonly WatchedClient[],
  presence: Pick<WatchPresence, "online" | "seenAt"> | undefined,
): WatchedRow[] {
  const online = new Set(presence?.online);
  const rows = clients.map(({ clientId, note }) => ({
    clientId,
    note,
    isOnline: presence ? online.has(clientId) : null,
    lastSeenAt: presence?.seenAt[clientId] ?? null,
  }));
  return rows.sort(
    (a, b) =>
      Number(b.isOnline ?? false) - Number(a.isOnline ?? false) ||
      (b.lastSeenAt ?? 0) - (a.lastSeenAt ?? 0) ||
      (a.clientId < b.clientId ? -1 : 1),
  );
}
