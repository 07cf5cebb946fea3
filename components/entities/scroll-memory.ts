const places = new Map<string, number>();
/** A slow page may take this long to come back. */
const backWindow = 15_000;
let wentBackAt = Number.NEGATIVE_INFINITY;
let used: Event | undefined;

if (typeof window !== "undefined") {
  window.addEventListener("popstate", (event) => {
    if (event !== used) wentBackAt = performance.now();
  });
}

/** Remembers how far a list was scrolled when it is left. */
export function keepPlace(key: string, top: number): void {
  places.set(key, top);
}

/** Where the list was left, if it is reached by going back or forward; a fresh visit begins at the top. */
export function placeToRestore(key: string): number | null {
  if (!isGoingBack()) return null;
  used = window.event;
  wentBackAt = Number.NEGATIVE_INFINITY;
  return places.get(key) ?? null;
}

/** A page that is still in memory is rendered inside of the event itself, before the listener above is called. */
const isGoingBack = (): boolean =>
  window.event instanceof PopStateEvent || performance.now() - wentBackAt < backWindow;
