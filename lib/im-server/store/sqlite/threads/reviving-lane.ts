import { type Lane, type LaneOptions, openLane } from "./lane";

/** A lane whose thread is started again when it dies; calls that were under way fail. */
export function revivingLane(options: Omit<LaneOptions, "onDeath">): Lane {
  let isClosed = false;
  let deaths = 0;
  const start = (): Lane =>
    openLane({
      ...options,
      onDeath: () => {
        deaths++;
        const delay = Math.min(50 * 2 ** deaths, 5000);
        setTimeout(() => {
          if (isClosed) return;
          current = start();
          current.ready.then(
            () => {
              deaths = 0;
            },
            () => undefined,
          );
        }, delay).unref();
      },
    });
  let current = start();
  return {
    ready: current.ready,
    call: (name, args) => current.call(name, args),
    close() {
      isClosed = true;
      return current.close();
    },
  };
}
