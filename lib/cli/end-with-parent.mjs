import { fstatSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

// The parent holds the other end of the input: when it is gone, however it went, this process is asked to stop.
// What the process starts in turn inherits this import, but not always the input.
if (isMainThread && isHeldByParent()) {
  process.stdin.once("close", () => process.kill(process.pid, "SIGTERM"));
  process.stdin.resume();
  process.stdin.unref();
}

function isHeldByParent() {
  const input = fstatSync(0);
  return input.isSocket() || input.isFIFO();
}
