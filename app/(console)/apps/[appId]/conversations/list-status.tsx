"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Pagination } from "@/components/layout/pagination";
import { StatusLine } from "@/components/layout/status-line";
import { Timestamp } from "@/components/ui/timestamp";
import type { ConversationList } from "@/lib/contracts/conversations";

/** How fresh the list is, and its pages. */
export function ListStatus({
  query,
  data,
  page,
  pageSize,
  hrefFor,
}: {
  query: Pick<UseQueryResult<ConversationList>, "dataUpdatedAt">;
  data: ConversationList | undefined;
  page: number;
  pageSize: number;
  hrefFor: (page: number) => string;
}) {
  const t = useTranslations("conversations");
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
      {query.dataUpdatedAt > 0 ? (
        <span>
          {t.rich("asOf", { time: () => <Timestamp value={query.dataUpdatedAt} mode="seconds" /> })}
        </span>
      ) : null}
    </StatusLine>
  );
}
