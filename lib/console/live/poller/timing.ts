import "server-only";

/** How often, and how far back, a hosted app is looked at. Milliseconds unless said. */
export const pollerTiming = {
  /** Between two looks at the history: after news, at the slowest, and at the slowest while a conversation is open. */
  busyMs: 2_000,
  quietMs: 15_000,
  watchedMs: 5_000,
  /** Each look without news makes the next pause longer by this. */
  slowDown: 1.4,
  nudgedMs: 300,
  /** How far behind the newest message every look reaches, and every deep one at least. */
  overlapMs: 10_000,
  deepOverlapMs: 60_000,
  /** A deep look reads a whole page more, but nothing older than this. */
  reachMs: 86_400_000,
  deepEveryMs: 120_000,
  deepWatchedMs: 30_000,
  /** A message may be seen this much later than its time says. */
  lateMs: 3_000,
  clockEveryMs: 600_000,
  /** Between two questions about the same clients, and between any two. */
  presenceMs: 5_000,
  presenceQuietMs: 30_000,
  presenceBetweenMs: 3_000,
  /** Between two reads of the conversations that are open. */
  conversationsMs: 10_000,
  conversationsQuietMs: 60_000,
  /** All that is asked of one app by itself. */
  callsPerMinute: 60,
  /** How long a question that the server refuses is not asked again. */
  refusedMs: 600_000,
  /** A position older than this is no position any more. */
  keptMs: 86_400_000,
};
export type PollerTiming = typeof pollerTiming;

/** Rows of a page, and how many at most one look reads. */
export const pollerSizes = { firstPage: 100, page: 1_000, maxRows: 50_000 };
