import type { ServerResponse } from "node:http";
import type { FastifyBaseLogger } from "fastify";
import type { ChangeFeed } from "../../services/changes/change-feed";
import type { ChangeReader } from "../../services/changes/change-reader";
import { formatPosition, type LogPosition } from "../../services/changes/position";
import type { ChangeRow } from "../../store/change-interface";
import { presentChange } from "../present/change";

/** While changes come without a pause, it is said so often up to when they are complete. */
const SYNC_EVERY = 1000;
/** A piece that is written at once; beyond what the socket takes, the next one waits. */
const PIECE = 64 * 1024;
/** A client that takes nothing for so long is cut off; it comes back and goes on from where it was. */
const STALLED = 30_000;

/** Writes the log to one client as it grows, until the client or the server goes. */
export async function streamChanges(
  feed: ChangeFeed,
  first: ChangeReader,
  response: ServerResponse,
  { log, stalledAfter = STALLED }: { log: Pick<FastifyBaseLogger, "error">; stalledAfter?: number },
): Promise<void> {
  let reader = first;
  let syncedAt = performance.now();
  const isOpen = () => !response.destroyed && !feed.closed.aborted;
  const write = async (text: string) => {
    if (!response.write(text)) await drained(response, feed.closed, stalledAfter);
  };
  response.on("close", () => reader.close());
  response.on("error", () => response.destroy());
  try {
    response.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      // Proxies that would wait for more.
      "x-accel-buffering": "no",
      connection: "close",
    });
    await write(stateFrame(reader.isResumed ? "ready" : "reset", reader.position, Date.now()));
    while (isOpen()) {
      const step = await reader.next();
      if (step === null) break;
      if (step === "lost") {
        reader.close();
        reader = await feed.read(null);
        await write(stateFrame("reset", reader.position, Date.now()));
        continue;
      }
      for (const piece of piecesOf(step.rows, reader.position.epoch)) {
        await write(piece);
        if (!isOpen()) break;
      }
      const { completeAt } = step;
      if (completeAt !== null && (step.rows.length === 0 || performance.now() - syncedAt > SYNC_EVERY)) {
        syncedAt = performance.now();
        await write(stateFrame("sync", reader.position, completeAt));
      }
    }
  } catch (error) {
    log.error({ err: error }, "an event stream failed");
  } finally {
    reader.close();
    // What a client does not take must not hold up the server's end.
    if (response.writableLength > 0) response.destroy();
    else response.end();
  }
}

function frame(event: string, position: LogPosition, data: unknown): string {
  return `event: ${event}\nid: ${formatPosition(position)}\ndata: ${JSON.stringify(data)}\n\n`;
}

function stateFrame(event: "ready" | "sync" | "reset", position: LogPosition, at: number): string {
  return frame(event, position, { at });
}

/** The frames of the rows, joined to pieces of bounded size. What is gone meanwhile has none. */
function* piecesOf(rows: ChangeRow[], epoch: string): Generator<string> {
  let piece = "";
  for (const { seq, at, change } of rows) {
    if (change === null) continue;
    piece += frame("change", { epoch, seq, at }, presentChange(change, at));
    if (piece.length < PIECE) continue;
    yield piece;
    piece = "";
  }
  if (piece !== "") yield piece;
}

/** Waits until the client has taken what was written, is gone, or takes nothing for too long. */
function drained(response: ServerResponse, closed: AbortSignal, stalledAfter: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      response.off("drain", done);
      response.off("close", done);
      closed.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(() => response.destroy(), stalledAfter).unref();
    response.on("drain", done);
    response.on("close", done);
    closed.addEventListener("abort", done);
    if (response.destroyed || closed.aborted) done();
  });
}
