import type { Db } from "../database";
import type { StoreData } from "./messages";
import { startThread } from "./start-thread";

export type CheckpointResult = { log: number; checkpointed: number };

const interval = 250;
/** Without a commit for so long there is time for the log. */
const quiet = 1000;
/** Frames (of 4 kB) not copied yet beyond which it is done in the middle of work. */
const manyFrames = 16_000;
/** Frames that the writer may copy itself without holding up commits. */
const fewFrames = 500;

/**
 * Copies the write-ahead log into the database while commits go on. The later it is done, the more
 * often a page has changed meanwhile and is copied once: so only when it is quiet or the log is
 * long. A thread of its own does the bulk; the writer only the last few frames, after which the
 * log can start over.
 */
export function createCheckpoints(db: Db, data: StoreData): { noteCommit(): void; close(): Promise<void> } {
  const worker = startThread({ ...data, role: "checkpointer" });
  worker.unref();
  const look = db.prepare<[], CheckpointResult>("PRAGMA wal_checkpoint(NOOP)");
  const finish = db.prepare<[], CheckpointResult>("PRAGMA wal_checkpoint(PASSIVE)");
  let lastCommit = 0;
  let isRunning = false;
  let timer: NodeJS.Timeout | null = null;

  function waiting({ log, checkpointed }: CheckpointResult): number {
    return log - checkpointed;
  }

  function consider(): void {
    timer = null;
    const frames = waiting(look.get() ?? { log: 0, checkpointed: 0 });
    if (frames <= 0) return;
    if (!isRunning && (frames > manyFrames || performance.now() - lastCommit > quiet)) {
      isRunning = true;
      worker.postMessage("checkpoint");
    }
    schedule();
  }

  function finishNow(): void {
    try {
      finish.get();
    } catch {
      // A full disk: the log stays as it is, and commits report the trouble.
    }
  }

  function schedule(): void {
    timer ??= setTimeout(consider, interval);
  }

  worker.on("message", (result: CheckpointResult) => {
    isRunning = false;
    if (result.log > manyFrames && waiting(result) < fewFrames) finishNow();
  });
  worker.on("error", () => {
    // Without the thread the writer does the whole work itself: slower commits, nothing lost.
    db.pragma("wal_autocheckpoint = 4000");
  });

  return {
    noteCommit() {
      lastCommit = performance.now();
      schedule();
    },
    async close() {
      if (timer) clearTimeout(timer);
      await worker.terminate();
      db.pragma("wal_checkpoint(TRUNCATE)");
    },
  };
}
