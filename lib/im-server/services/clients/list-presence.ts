import type { ImContext } from "../context";

export type ClientPresence = {
  clientId: string;
  isOnline: boolean;
  /** When its last session ended; null while there is one, or when none is known. */
  lastSeenAt: number | null;
};

/** Who of many clients is there, and since when the others are not. */
export async function listPresence(
  context: ImContext,
  clientIds: readonly string[],
): Promise<ClientPresence[]> {
  const unique = [...new Set(clientIds)];
  await context.presence.settle();
  const seenAt = await Promise.all(unique.map((clientId) => context.store.getSeenAt(clientId)));
  const online = new Set(context.presence.filterOnline(unique));
  return unique.map((clientId, index) => {
    const isOnline = online.has(clientId);
    return { clientId, isOnline, lastSeenAt: isOnline ? null : (seenAt[index] ?? null) };
  });
}
