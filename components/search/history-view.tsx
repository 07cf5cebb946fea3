"use client";

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { MessagesSquare, RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useMemo } from "react";
import { FeedFooter } from "@/components/entities/feed-footer";
import { FeedSkeleton } from "@/components/entities/feed-skeleton";
import { LazyMessageFeed, preloadMessageFeed } from "@/components/entities/lazy-message-feed";
import { NewerMessages } from "@/components/entities/newer-messages";
import { EmptyState } from "@/components/layout/empty-state";
import { LiveStatus } from "@/components/layout/live-status";
import { NoMatch } from "@/components/layout/no-match";
import { PageBody } from "@/components/layout/page-body";
import { QueryBoundary } from "@/components/layout/query-boundary";
import { StatusLine } from "@/components/layout/status-line";
import { Button } from "@/components/ui/button";
import { useDates } from "@/lib/i18n/use-dates";
import { useArrivals } from "@/lib/queries/live/use-arrivals";
import { firstPageOf } from "@/lib/queries/read-once-when-long";
import { appHistoryQueryOptions } from "@/lib/queries/search/queries";
import { FilterBar } from "./filter-bar";
import { type HistoryFilters, isFiltered, type MessageKind, noFilters, toQuery } from "./history-filters";

/** The whole app's messages with their filters. */
export function HistoryView({
  appId,
  tabs,
  kinds,
  filters,
  onFiltersChange,
}: {
  appId: string;
  tabs: ReactNode;
  kinds: readonly MessageKind[];
  filters: HistoryFilters;
  onFiltersChange: (change: Partial<HistoryFilters>) => void;
}) {
  const t = useTranslations("search");
  const { timeZone, format } = useDates();
  const client = useQueryClient();
  const asked = toQuery(filters, timeZone);
  const options = appHistoryQueryOptions(appId, asked);
  const query = useInfiniteQuery(options);
  useEffect(preloadMessageFeed, []);
  const pages = useMemo(() => query.data?.pages.map((page) => page.messages) ?? [], [query.data]);
  const pageSizes = pages.map((page) => page.length);
  const isAnyFilter = isFiltered(filters);
  const { count: arrived, clear } = useArrivals(appId, () => {
    if (pages.length === 1) void query.refetch();
  });
  // However the newest page came to be read: by another filter, a look at the window, the button.
  const newestPage = pages[0];
  useEffect(() => {
    if (newestPage) clear(isAnyFilter ? undefined : (newestPage[0]?.timestamp ?? 0));
  }, [newestPage, isAnyFilter, clear]);
  const isNothing = pageSizes.every((size) => size === 0);

  const refresh = () => {
    clear();
    client.setQueryData(options.queryKey, firstPageOf);
    return query.refetch();
  };

  return (
    <>
      <PageBody>
        <div className="mx-auto flex w-full max-w-5xl flex-col gap-4">
          {tabs}
          <FilterBar kinds={kinds} filters={filters} onFiltersChange={onFiltersChange} />
          <NewerMessages
            isThere={arrived > 0}
            count={isAnyFilter ? null : arrived}
            onShow={() => void refresh()}
            className="-mb-4"
          />
          <QueryBoundary query={query} skeleton={<FeedSkeleton />}>
            {(data) =>
              isNothing && !query.hasNextPage ? (
                isAnyFilter ? (
                  <NoMatch onClear={() => onFiltersChange(noFilters)} />
                ) : (
                  <EmptyState
                    icon={<MessagesSquare size={18} />}
                    title={t("history.emptyTitle")}
                    description={t("history.emptyText")}
                  />
                )
              ) : (
                <div>
                  <LazyMessageFeed
                    appId={appId}
                    memoryKey={`history/${JSON.stringify(asked)}`}
                    pages={pages}
                    footer={
                      <FeedFooter
                        pageSizes={pageSizes}
                        scannedTo={data.pages.at(-1)?.scannedTo ?? null}
                        hasMore={query.hasNextPage}
                        isFiltered={isAnyFilter}
                        isLoading={query.isFetchingNextPage}
                        error={query.isFetchNextPageError ? query.error : null}
                        onMore={() => void query.fetchNextPage()}
                      />
                    }
                  />
                </div>
              )
            }
          </QueryBoundary>
        </div>
      </PageBody>
      <StatusLine
        end={
          <Button
            size="sm"
            variant="ghost"
            icon={<RefreshCw size={13} aria-hidden />}
            isLoading={query.isRefetching && !query.isFetchingNextPage}
            onClick={() => void refresh()}
          >
            {t("history.refresh")}
          </Button>
        }
      >
        <LiveStatus appId={appId} failedSince={query.isRefetchError ? query.dataUpdatedAt : null}>
          {query.dataUpdatedAt > 0
            ? t("history.asOf", { time: format(query.dataUpdatedAt, "seconds") })
            : null}
        </LiveStatus>
      </StatusLine>
    </>
  );
}
