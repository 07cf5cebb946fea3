const most = 8;
const keyOf = (appId: string) => `parley:senders:${appId}`;

/** The client ids this person sent as lately, the last one first. */
export function readSenders(appId: string): string[] {
  try {
    const value: unknown = JSON.parse(window.localStorage.getItem(keyOf(appId)) ?? "[]");
    return Array.isArray(value) ? value.filter((id) => typeof id === "string").slice(0, most) : [];
  } catch {
    return [];
  }
}

/** Keeps a client id as the last one used. */
export function rememberSender(appId: string, id: string): void {
  try {
    const next = [id, ...readSenders(appId).filter((one) => one !== id)].slice(0, most);
    window.localStorage.setItem(keyOf(appId), JSON.stringify(next));
  } catch {
    // Only a suggestion is lost.
  }
}
