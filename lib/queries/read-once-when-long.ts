import type { InfiniteData, Query } from "@tanstack/react-query";

const isShort = (query: Pick<Query, "state">): boolean => {
  const data = query.state.data as InfiniteData<unknown> | undefined;
  return data === undefined || data.pages.length <= 1;
};

/**
 * For growing lists: one page is renewed when the window is looked at again, as usual. A list that was scrolled
 * through is not, because every page would be read again; it has its own way to begin anew.
 */
export const readOnceWhenLong = {
  refetchOnWindowFocus: isShort,
  refetchOnMount: isShort,
  refetchOnReconnect: isShort,
};
