import type { Child } from "./child";

/** Collects the processes of one run and ends them together. */
export type Supervisor = {
  /** Takes a process into care; from now on its end stops the others. */
  add: (child: Child) => void;
  /** Aborted when a signal or the end of a process asks everything to stop. */
  stopping: AbortSignal;
  /** Resolves with the exit code once a signal (0) or the end of a process (1) asked to stop. */
  finished: Promise<number>;
  /** Stops all, the console before the IM server it talks to. */
  stopAll: () => Promise<void>;
};

const lookEveryMs = 500;

/** Makes the supervisor and listens for Ctrl-C, SIGTERM, a closed terminal and the end of npm. */
export function createSupervisor(): Supervisor {
  const children: Child[] = [];
  const abort = new AbortController();
  const finished = new Promise<number>((resolve) => {
    abort.signal.addEventListener("abort", () => resolve(abort.signal.reason === "signal" ? 0 : 1));
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => abort.abort("signal"));
  }
  // A signal to npm ends it and its shell, which does not pass it on.
  if (process.env.npm_lifecycle_event !== undefined) {
    const parent = process.ppid;
    const look = () => void (process.ppid !== parent && abort.abort("signal"));
    setInterval(look, lookEveryMs).unref();
  }
  return {
    stopping: abort.signal,
    finished,
    add: (child) => {
      children.push(child);
      void child.ended.then(({ code, signal }) => {
        if (abort.signal.aborted) return;
        console.error(`parley: the ${child.label} process ended (${signal ?? `code ${code}`}); stopping.`);
        abort.abort("ended");
      });
    },
    stopAll: async () => {
      abort.abort("signal");
      for (const child of [...children].reverse()) await child.stop();
    },
  };
}

/**
 * Runs `start`, then stays until a signal or the end of a process, and stops everything.
 * Answers the exit code; rejects with what went wrong while starting.
 */
export async function runSupervised(start: (supervisor: Supervisor) => Promise<void>): Promise<number> {
  const supervisor = createSupervisor();
  try {
    await Promise.race([start(supervisor), supervisor.finished]);
    return await supervisor.finished;
  } finally {
    await supervisor.stopAll();
  }
}
