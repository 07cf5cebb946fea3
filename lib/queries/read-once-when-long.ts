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

/**
 * How such a list begins anew at its newest end: what to put in its place before it is read again, so that only the
 * first page is asked for, not all that was scrolled through.
 */
export function firstPageOf<Page, Param>(
  data: InfiniteData<Page, Param> | undefined,
): InfiniteData<Page, Param> | undefined {
  return data && { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) };
}
