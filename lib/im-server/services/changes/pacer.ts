/** Work that is done for many who ask for it, at a pace. */
export type Pacer = {
  /** Has the work done, a while from now. */
  wake(): void;
};

/**
 * Does `work` once for all who ask within `pause` milliseconds, one run at a time; who asks during a run
 * asks for the next. `work` must not reject. Nothing more is begun once it is stopped.
 */
export function createPacer(work: () => Promise<void>, pause: number, stopped: AbortSignal): Pacer {
  let isWanted = false;
  let isBusy = false;

  function wake(): void {
    isWanted = true;
    if (isBusy || stopped.aborted) return;
    isBusy = true;
    setTimeout(run, pause).unref();
  }

  async function run(): Promise<void> {
    isWanted = false;
    if (!stopped.aborted) await work();
    isBusy = false;
    if (isWanted) wake();
  }

  return { wake };
}
