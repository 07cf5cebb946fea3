const everyMs = 4_000;

/**
 * Runs a look every few seconds while the page is visible, one at a time, and at once when the page becomes visible.
 * Answers how to stop it.
 */
export function startPolling(look: () => Promise<unknown>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;
  let isBusy = false;

  const run = async () => {
    clearTimeout(timer);
    if (isStopped || isBusy || document.visibilityState === "hidden") return;
    isBusy = true;
    await look().catch(() => undefined);
    isBusy = false;
    if (!isStopped) timer = setTimeout(run, everyMs);
  };
  const now = () => void run();
  timer = setTimeout(run, everyMs);
  document.addEventListener("visibilitychange", now);
  return () => {
    isStopped = true;
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", now);
  };
}
