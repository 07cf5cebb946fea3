import { openDatabase } from "../database";
import type { CheckpointResult } from "./checkpoints";
import { openPort } from "./port";

/** A thread that copies the log into the database when told, without ever blocking the writer. */
export function startCheckpointer(): void {
  const { port, data } = openPort();
  const db = openDatabase(data.file, "write");
  const checkpoint = db.prepare<[], CheckpointResult>("PRAGMA wal_checkpoint(PASSIVE)");
  port.on("message", () => {
    port.postMessage(checkpoint.get() ?? { log: 0, checkpointed: 0 });
  });
}
