interface FeedState {
  /** Messages on each page so far, the newest page first. */
  pageSizes: readonly number[];
  hasMore: boolean;
  isFiltered: boolean;
}

/**
 * What stands below a feed. `auto`: reaching it loads more. `ask`: the last look found nothing, so looking further
 * is the person's choice and how far it looked is said. `end`: there is nothing older.
 */
export function feedEnd({ pageSizes, hasMore, isFiltered }: FeedState): "auto" | "ask" | "end" {
  if (!hasMore) return "end";
  return isFiltered && (pageSizes.at(-1) ?? 0) === 0 ? "ask" : "auto";
}
