import "server-only";
import type { LeanCloud } from "@/lib/leancloud/request";
import { UpstreamError } from "@/lib/leancloud/upstream-error";
import { currentCapabilities } from "../apps/refresh-capabilities";
import type { ConsoleContext } from "../context";
import type { PresenceBoard } from "../live/poller/presence-board";
import type { AppRow } from "../store/tables";
import { onlineAmong } from "./online-among";

export type PresenceAmong = {
  online: string[];
  /** When those who are not were last found online, where that is known. */
  seenAt: Record<string, number>;
  /** When this was asked; null where the server tells by itself whenever it changes. */
  asOf: number | null;
};

const asking = new WeakMap<PresenceBoard, Promise<void>>();

/** Who of the clients is online. Where the server has to be asked, it is asked once for all who look, and not often. */
export async function presenceAmong(
  { context, app, upstream }: { context: ConsoleContext; app: AppRow; upstream: LeanCloud },
  clientIds: readonly string[],
  signal?: AbortSignal,
): Promise<PresenceAmong> {
  const unique = [...new Set(clientIds)];
  const capabilities = await currentCapabilities(context, app);
  if (capabilities.includes("events")) {
    return { online: await onlineAmong(upstream, unique, signal), seenAt: {}, asOf: null };
  }
  const board = context.live.feeds.presence(app.id);
  board.want(unique);
  const turn = (asking.get(board) ?? Promise.resolve()).then(() => ask(board, upstream, unique, signal));
  asking.set(
    board,
    turn.catch(() => undefined),
  );
  await turn;
  const known = board.present(unique);
  if (known === null) {
    const retryAfter = Math.ceil(board.restMs / 1_000);
    throw new UpstreamError("rate-limited", "The server is left alone for a while.", { retryAfter });
  }
  return known;
}

async function ask(
  board: PresenceBoard,
  upstream: LeanCloud,
  clientIds: string[],
  signal?: AbortSignal,
): Promise<void> {
  const stale = board.stale(clientIds);
  if (stale.length === 0) return;
  try {
    board.put(stale, await onlineAmong(upstream, stale, signal));
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.kind !== "rate-limited") throw error;
    board.rest(error);
  }
}
