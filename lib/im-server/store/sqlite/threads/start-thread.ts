import { Worker } from "node:worker_threads";
import type { StoreData, ThreadData } from "./messages";

/** Starts a module of the store as a thread. */
export function startThread(module: URL, data: StoreData): Worker {
  const workerData: ThreadData = { ...data, module: module.href };
  return new Worker(new URL("./boot.cjs", import.meta.url), {
    workerData,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
}
