export interface Subscriber {
  clientId: string;
  since: number;
}

/** The loaded subscribers whose id contains what is typed, any case. */
export function matchSubscribers(subscribers: readonly Subscriber[], text: string): Subscriber[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return [...subscribers];
  return subscribers.filter(({ clientId }) => clientId.toLowerCase().includes(wanted));
}
