import { readdirSync, readFileSync } from "node:fs";
import type { Server } from "node:net";
import type { FastifyBaseLogger } from "fastify";

/** Files that connections leave to others: what databases open for a moment, calls of hooks. */
const LEFT_FOR_OTHERS = 32;
/** How often it is said that connections are refused. */
const LOG_INTERVAL = 60_000;

/**
 * Lets a server that listens accept no more connections than this process may have files open: past that, the
 * system would take each one away without a word, and databases could not open theirs.
 */
export function boundConnections(server: Server, log?: Pick<FastifyBaseLogger, "error">): void {
  const left = countFilesLeft();
  if (left === null) return;
  server.maxConnections = Math.max(1, left - LEFT_FOR_OTHERS);
  let refused = 0;
  let loggedAt = Number.NEGATIVE_INFINITY;
  server.on("drop", () => {
    refused += 1;
    if (performance.now() - loggedAt < LOG_INTERVAL) return;
    log?.error(
      { connections: server.maxConnections, refused },
      "connections are refused: this process may not open more files; raise its limit (ulimit -n)",
    );
    loggedAt = performance.now();
    refused = 0;
  });
}

/** Null where the system does not tell, or has no limit. */
function countFilesLeft(): number | null {
  try {
    const limit = /^Max open files\s+(\d+)/m.exec(readFileSync("/proc/self/limits", "utf8"))?.[1];
    return limit === undefined ? null : Number(limit) - readdirSync("/proc/self/fd").length;
  } catch {
    return null;
  }
}
