const MINUTE = 60_000;

export type RateKind = "send" | "history" | "other";

/** Commands per client and minute. LeanCloud leaves what is above unanswered. */
export type ClientRates = { take(clientId: string, kind: RateKind, now: number): boolean };

/** Counts in windows of a minute that all clients share, so that nothing is kept of who has gone. */
export function createClientRates(limits: Record<RateKind, number> | null): ClientRates {
  if (limits === null) return { take: () => true };
  const used = {
    send: new Map<string, number>(),
    history: new Map<string, number>(),
    other: new Map<string, number>(),
  };
  let window = 0;
  return {
    take(clientId, kind, now) {
      const current = Math.floor(now / MINUTE);
      if (current !== window) {
        window = current;
        for (const counts of Object.values(used)) counts.clear();
      }
      const count = (used[kind].get(clientId) ?? 0) + 1;
      used[kind].set(clientId, count);
      return count <= limits[kind];
    },
  };
}
