import "server-only";
import { readEvents } from "@/lib/leancloud/events";
import type { LeanCloud } from "@/lib/leancloud/request";
import { UpstreamError } from "@/lib/leancloud/upstream-error";
import { presentChange } from "./present-change";
import type { Heard } from "./source";

const mark = "e";
const maxIdLength = 64;

/** Whether this position is one in a server's own log. */
export function isLogPosition(position: string): boolean {
  return position.startsWith(mark);
}

/** Parley's own server: its log of changes, from `after` on. */
export async function* readLog(
  upstream: LeanCloud,
  after: string | null,
  signal: AbortSignal,
): AsyncGenerator<Heard> {
  const from = after !== null && isLogPosition(after) ? after.slice(mark.length) : null;
  if (from !== null && from.length <= maxIdLength) {
    try {
      return yield* listen(upstream, from, signal, false);
    } catch (error) {
      // Not an id of this server's at all.
      if (!(error instanceof UpstreamError) || error.status !== 400) throw error;
    }
  }
  yield* listen(upstream, null, signal, after !== null);
}

async function* listen(
  upstream: LeanCloud,
  from: string | null,
  signal: AbortSignal,
  isLost: boolean,
): AsyncGenerator<Heard> {
  let position = mark + (from ?? "");
  for await (const event of readEvents(upstream, from, signal)) {
    if (event.id !== null) position = mark + event.id;
    switch (event.type) {
      case "ready":
        yield { type: isLost ? "reset" : "began", position, at: event.at };
        break;
      case "sync":
        yield { type: "told", position, at: event.at, events: [] };
        break;
      case "change":
        yield { type: "told", position, at: null, events: [presentChange(event.change)] };
        break;
      case "unknown":
        yield { type: "told", position, at: null, events: [] };
        break;
      case "reset":
        yield { type: "reset", position, at: event.at };
        break;
      case "unreadable":
        yield { type: "reset", position, at: null };
    }
  }
  throw new UpstreamError("unavailable", "The stream has ended.");
}
