type Work = () => unknown;

/**
 * Runs named work at once, and again no sooner than `everyMs` after that and after it has ended, however often it is
 * asked for: many events are one look, and a slow look is not begun anew again and again.
 */
export function createCoalescer() {
  const next = new Map<string, Work | null>();
  let isStopped = false;
  const run = async (name: string, everyMs: number, work: Work): Promise<void> => {
    if (next.has(name)) {
      next.set(name, work);
      return;
    }
    next.set(name, null);
    const rest = new Promise((resolve) => setTimeout(resolve, everyMs));
    await Promise.allSettled([work(), rest]);
    const waiting = next.get(name);
    next.delete(name);
    if (waiting && !isStopped) void run(name, everyMs, waiting);
  };
  return {
    run: (name: string, everyMs: number, work: Work): void => void run(name, everyMs, work),
    stop(): void {
      isStopped = true;
    },
  };
}
