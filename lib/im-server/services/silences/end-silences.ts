import type { ImContext } from "../context";

/** Timers reach no further than some weeks; looking once more costs nothing. */
const LONGEST = 3_600_000;
const RETRY = 60_000;

/** What ends temporary silences; `close` stops it. */
export type SilenceEnd = { close(): void };

/**
 * Ends temporary silences when their time is over: whoever follows the conversation hears of that as of
 * their beginning. What ran out while the server was away ends at once.
 */
export function endSilences(context: ImContext, onError: (error: unknown) => void): SilenceEnd {
  let timer: NodeJS.Timeout | undefined;
  let isLooking = false;
  let isClosed = false;

  async function look(): Promise<void> {
    clearTimeout(timer);
    isLooking = true;
    let wait = RETRY;
    try {
      const { conversationIds, next } = await context.store.endListings(context.now());
      for (const conversationId of conversationIds) {
        context.events.emit({ type: "silences-changed", conversationId });
      }
      wait = next === null ? Number.POSITIVE_INFINITY : Math.max(0, next - context.now());
    } catch (error) {
      if (!isClosed) onError(error);
    }
    isLooking = false;
    if (!isClosed && wait < Number.POSITIVE_INFINITY) {
      timer = setTimeout(look, Math.min(wait, LONGEST)).unref();
    }
  }

  const stop = context.events.subscribe(({ type }) => {
    // Its own news, too, come from here.
    if (type === "silences-changed" && !isLooking) void look();
  });
  void look();
  return {
    close() {
      isClosed = true;
      clearTimeout(timer);
      stop();
    },
  };
}
