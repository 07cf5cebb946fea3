"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { LiveStatus } from "@/components/layout/live-status";
import { Pagination } from "@/components/layout/pagination";
import { StatusLine } from "@/components/layout/status-line";
import { Button } from "@/components/ui/button";
import { Timestamp } from "@/components/ui/timestamp";
import type { ConversationList } from "@/lib/contracts/conversations";

/** How fresh the list is, whether its order has changed under a person's hand, and its pages. */
export function ListStatus({
  appId,
  query,
  data,
  page,
  pageSize,
  hrefFor,
  onReorder,
}: {
  appId: string;
  query: Pick<UseQueryResult<ConversationList>, "dataUpdatedAt" | "isRefetchError">;
  data: ConversationList | undefined;
  page: number;
  pageSize: number;
  hrefFor: (page: number) => string;
  /** Puts the rows in their new order; null while they are. */
  onReorder: (() => void) | null;
}) {
  const t = useTranslations("conversations");
  const live = useTranslations("live");
  const pages = data ? (
    <Pagination
      page={page}
      pageSize={pageSize}
      shown={data.conversations.length}
      total={data.total}
      hasNext={data.total === null ? data.conversations.length === pageSize : page * pageSize < data.total}
      hrefFor={hrefFor}
    />
  ) : undefined;
  return (
    <StatusLine end={pages}>
      <LiveStatus appId={appId} failedSince={query.isRefetchError ? query.dataUpdatedAt : null}>
        {query.dataUpdatedAt > 0 ? (
          <span>
            {t.rich("asOf", { time: () => <Timestamp value={query.dataUpdatedAt} mode="seconds" /> })}
          </span>
        ) : null}
      </LiveStatus>
      {onReorder ? (
        <span role="status" className="flex items-center gap-1 text-ink">
          {live("orderChanged")}
          <Button size="sm" variant="ghost" className="text-accent-ink" onClick={onReorder}>
            {live("refresh")}
          </Button>
        </span>
      ) : null}
    </StatusLine>
  );
}
