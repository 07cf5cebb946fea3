import { workerData } from "node:worker_threads";
import { register } from "tsx/esm/api";

// A thread does not inherit the TypeScript loader of its process (privatenumber/tsx#354).
register();
await import(workerData.module);
