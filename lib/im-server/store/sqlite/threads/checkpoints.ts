import type { Db } from "../database";
import type { StoreData } from "./messages";
import { startThread } from "./start-thread";

export type CheckpointResult = { log: number; checkpointed: number };

const pause = 500;
/** Frames (of 4 kB) in the log beyond which it should start over. */
const longLog = 8_000;
/** Frames that the writer may copy itself without holding up commits. */
const fewFrames = 500;

/**
 * Copies the write-ahead log into the database while commits go on: a thread of its own does the
 * bulk of it; the writer only does the last few frames, so that the log can start over.
 */
export function createCheckpoints(db: Db, data: StoreData): { noteCommit(): void; close(): Promise<void> } {
  const worker = startThread(new URL("./checkpoint.worker.ts", import.meta.url), data);
  worker.unref();
  let isDirty = false;
  let isRunning = false;
  let timer: NodeJS.Timeout | null = null;

  function schedule(): void {
    if (timer || isRunning) return;
    timer = setTimeout(() => {
      timer = null;
      isDirty = false;
      isRunning = true;
      worker.postMessage("checkpoint");
    }, pause);
  }

  worker.on("message", ({ log, checkpointed }: CheckpointResult) => {
    isRunning = false;
    if (log > longLog && log - checkpointed < fewFrames) db.pragma("wal_checkpoint(PASSIVE)");
    if (isDirty) schedule();
  });
  worker.on("error", () => {
    // Without the thread the writer does the whole work itself: slower commits, nothing lost.
    db.pragma("wal_autocheckpoint = 4000");
  });

  return {
    noteCommit() {
      isDirty = true;
      schedule();
    },
    async close() {
      if (timer) clearTimeout(timer);
      await worker.terminate();
      db.pragma("wal_checkpoint(TRUNCATE)");
    },
  };
}
