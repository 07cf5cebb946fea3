"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Megaphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { ConversationLink } from "@/components/entities/conversation-link";
import { conversationHref } from "@/components/entities/hrefs";
import { useConversationNames } from "@/components/entities/use-conversation-names";
import { EmptyState } from "@/components/layout/empty-state";
import { LoadMoreEdge } from "@/components/layout/load-more-edge";
import { QueryBoundary } from "@/components/layout/query-boundary";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Timestamp } from "@/components/ui/timestamp";
import { clientSubscriptionsQueryOptions } from "@/lib/queries/clients/queries";

/** The service conversations a client subscribes to, the latest first. */
export function ClientSubscriptions({ appId, clientId }: { appId: string; clientId: string }) {
  const t = useTranslations("clients.subscriptions");
  const query = useInfiniteQuery(clientSubscriptionsQueryOptions(appId, clientId));
  const pages = useMemo(() => query.data?.pages.map((page) => page.subscriptions) ?? [], [query.data]);
  const names = useConversationNames(appId, pages);
  return (
    <QueryBoundary query={query} skeleton={<SkeletonRows rows={4} columns={2} />}>
      {() =>
        pages.every((page) => page.length === 0) ? (
          <EmptyState
            icon={<Megaphone size={18} />}
            title={t("emptyTitle")}
            description={t("emptyText", { id: clientId })}
          />
        ) : (
          <>
            <Table label={t("label")}>
              <TableHead>
                <HeaderCell>{t("service")}</HeaderCell>
                <HeaderCell>{t("since")}</HeaderCell>
              </TableHead>
              <TableBody>
                {pages.flat().map(({ conversationId, since }) => (
                  <TableRow key={conversationId}>
                    <Cell mobile="title" isTruncated>
                      <ConversationLink
                        appId={appId}
                        conversationId={conversationId}
                        known={names.get(conversationId)}
                        href={`${conversationHref(appId, conversationId)}?tab=messages&client=${encodeURIComponent(clientId)}`}
                      />
                    </Cell>
                    <Cell className="md:w-48">
                      <Timestamp value={since} mode="dateTime" />
                    </Cell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
            {query.hasNextPage ? (
              <LoadMoreEdge
                hasMore
                isLoading={query.isFetchingNextPage}
                error={query.isFetchNextPageError ? query.error : undefined}
                onLoad={() => void query.fetchNextPage()}
              />
            ) : null}
          </>
        )
      }
    </QueryBoundary>
  );
}
