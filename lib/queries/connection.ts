/** Whether the console's API answers: null, or since when it does not. Fed by every call, read by the shell. */
let offlineSince: number | null = null;
const listeners = new Set<() => void>();

/** Records the outcome of a call: answered (whatever it said) or not. */
export function reportAnswer(isAnswered: boolean): void {
  const next = isAnswered ? null : (offlineSince ?? Date.now());
  if (next === offlineSince) return;
  offlineSince = next;
  for (const notify of listeners) notify();
}

/** For useSyncExternalStore. */
export function subscribeConnection(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** For useSyncExternalStore. */
export function getOfflineSince(): number | null {
  return offlineSince;
}
