/** How many opened clients are remembered. */
export const maxRecent = 12;

/** Puts a client at the front of those opened lately, each once. */
export function withRecent(recent: readonly string[], clientId: string): string[] {
  return [clientId, ...recent.filter((id) => id !== clientId)].slice(0, maxRecent);
}

/** Reads the kept list back; anything else is an empty one. */
export function readRecent(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter((id): id is string => typeof id === "string").slice(0, maxRecent)
    : [];
}

/** Where the list is kept in this browser. */
export const recentKey = (appId: string) => `parley:recent-clients:${appId}`;

/** Each sender once, the latest first, with the time of its newest message. */
export function latestSenders(
  messages: readonly { from: string; timestamp: number }[],
): { clientId: string; at: number }[] {
  const latest = new Map<string, number>();
  for (const { from, timestamp } of messages) {
    latest.set(from, Math.max(latest.get(from) ?? 0, timestamp));
  }
  return [...latest].map(([clientId, at]) => ({ clientId, at })).sort((a, b) => b.at - a.at);
}
