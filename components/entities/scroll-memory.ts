const places = new Map<string, number>();
const backWindow = 3_000;
let wentBackAt = Number.NEGATIVE_INFINITY;

if (typeof window !== "undefined") {
  window.addEventListener("popstate", () => {
    wentBackAt = performance.now();
  });
}

/** Remembers how far a list was scrolled when it is left. */
export function keepPlace(key: string, top: number): void {
  places.set(key, top);
}

/** Where the list was left, if it is reached by going back or forward; a fresh visit begins at the top. */
export function placeToRestore(key: string): number | null {
  if (performance.now() - wentBackAt > backWindow) return null;
  return places.get(key) ?? null;
}
