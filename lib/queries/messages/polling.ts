const everyMs = 4_000;

/**
 * Runs a look every few seconds while the page is visible, one at a time, and at once when the page becomes visible
 * or `now` is called. `onLook` tells whether the look succeeded; it is not called after `stop`.
 */
export function startPolling(look: () => Promise<unknown>, onLook: (isFresh: boolean) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;
  let isBusy = false;
  let isWanted = false;

  const run = async () => {
    clearTimeout(timer);
    if (isStopped || document.visibilityState === "hidden") return;
    if (isBusy) {
      isWanted = true;
      return;
    }
    isBusy = true;
    const isFresh = await look().then(
      () => true,
      () => false,
    );
    isBusy = false;
    if (isStopped) return;
    onLook(isFresh);
    timer = setTimeout(run, isWanted ? 0 : everyMs);
    isWanted = false;
  };
  const now = () => void run();
  timer = setTimeout(run, everyMs);
  document.addEventListener("visibilitychange", now);
  return {
    now,
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", now);
    },
  };
}
