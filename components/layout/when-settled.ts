import type { QueryClient } from "@tanstack/react-query";

const lookEveryMs = 250;
const longestMs = 10_000;

/** A single quiet look can fall between a page's code and its first question. */
const quietLooks = 2;

/**
 * Runs something once the page has its code and its data: at the earliest after `afterMs`, in any case after ten
 * seconds. Returns how to call it off.
 */
export function whenSettled(
  client: Pick<QueryClient, "isFetching">,
  afterMs: number,
  run: () => void,
): () => void {
  const latest = performance.now() + longestMs;
  let quiet = 0;
  const look = () => {
    const isBusy = document.readyState !== "complete" || client.isFetching() > 0;
    quiet = isBusy ? 0 : quiet + 1;
    if (quiet < quietLooks && performance.now() < latest) timer = setTimeout(look, lookEveryMs);
    else run();
  };
  let timer = setTimeout(look, afterMs - lookEveryMs);
  return () => clearTimeout(timer);
}
