import { isMainThread } from "node:worker_threads";

// The parent holds the other end of the input: when it is gone, however it went, this process is asked to stop.
if (isMainThread) {
  process.stdin.once("close", () => process.kill(process.pid, "SIGTERM"));
  process.stdin.resume();
  process.stdin.unref();
}
