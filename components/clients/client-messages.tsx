"use client";

import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { MessagesSquare } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useState } from "react";
import { FeedFooter } from "@/components/entities/feed-footer";
import { FeedSkeleton } from "@/components/entities/feed-skeleton";
import { LazyMessageFeed, preloadMessageFeed } from "@/components/entities/lazy-message-feed";
import { NewerMessages } from "@/components/entities/newer-messages";
import { EmptyState } from "@/components/layout/empty-state";
import { QueryBoundary } from "@/components/layout/query-boundary";
import { clientMessagesQueryOptions, clientQueryOptions } from "@/lib/queries/clients/queries";
import { firstPageOf } from "@/lib/queries/read-once-when-long";

/** What the client sent, newest first, each leading to its place. */
export function ClientMessages({ appId, clientId }: { appId: string; clientId: string }) {
  const t = useTranslations("clients.messages");
  const query = useInfiniteQuery(clientMessagesQueryOptions(appId, clientId));
  useEffect(preloadMessageFeed, []);
  const pages = useMemo(() => query.data?.pages.map((page) => page.messages) ?? [], [query.data]);
  const client = useQueryClient();
  // What a client is is kept fresh beside this list, which stands still while it is read.
  const newestAt = useQuery(clientQueryOptions(appId, clientId)).data?.lastMessageAt ?? null;
  const [seenAt, setSeenAt] = useState(newestAt);
  if (seenAt === null && newestAt !== null) setSeenAt(newestAt);
  const shownUpTo = Math.max(seenAt ?? 0, pages[0]?.[0]?.timestamp ?? 0);
  const refresh = () => {
    setSeenAt(newestAt);
    client.setQueryData(clientMessagesQueryOptions(appId, clientId).queryKey, firstPageOf);
    void query.refetch();
  };
  const pageSizes = pages.map((page) => page.length);
  return (
    <QueryBoundary query={query} skeleton={<FeedSkeleton />}>
      {(data) =>
        pageSizes.every((size) => size === 0) && !query.hasNextPage ? (
          <EmptyState
            icon={<MessagesSquare size={18} />}
            title={t("emptyTitle")}
            description={t("emptyText", { id: clientId })}
          />
        ) : (
          <div>
            <NewerMessages isThere={(newestAt ?? 0) > shownUpTo} count={null} onShow={refresh} />
            <LazyMessageFeed
              appId={appId}
              memoryKey={`client/${clientId}`}
              pages={pages}
              footer={
                <FeedFooter
                  pageSizes={pageSizes}
                  scannedTo={data.pages.at(-1)?.scannedTo ?? null}
                  hasMore={query.hasNextPage}
                  isFiltered={(data.pages.at(-1)?.scannedTo ?? null) !== null}
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
  );
}
