"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import { LoadMoreEdge } from "@/components/layout/load-more-edge";
import { QueryBoundary } from "@/components/layout/query-boundary";
import { Avatar } from "@/components/ui/avatar";
import { Bidi } from "@/components/ui/bidi";
import { SkeletonRows } from "@/components/ui/skeleton";
import { subscribersQueryOptions } from "@/lib/queries/services/queries";
import { matchSubscribers } from "./find-subscriber";

/** The subscribers to choose a private history from; any other id can be typed. */
export function PeoplePicker({
  appId,
  conversationId,
  text,
  onChoose,
  empty,
}: {
  appId: string;
  conversationId: string;
  text: string;
  onChoose: (clientId: string) => void;
  empty: ReactNode;
}) {
  const t = useTranslations("services.messages");
  const query = useInfiniteQuery(subscribersQueryOptions(appId, conversationId));
  const loaded = useMemo(() => query.data?.pages.flatMap((page) => page.subscribers) ?? [], [query.data]);
  const shown = matchSubscribers(loaded, text);
  return (
    <QueryBoundary query={query} skeleton={<SkeletonRows rows={6} columns={1} />}>
      {() =>
        loaded.length === 0 ? (
          empty
        ) : (
          <section aria-label={t("subscribers")} className="flex flex-col gap-2">
            <h2 className="text-muted text-sm">{t("subscribers")}</h2>
            {shown.length === 0 ? (
              <p className="text-muted text-sm">{t("noneTyped", { id: text.trim() })}</p>
            ) : (
              <ul className="rounded-md border">
                {shown.map(({ clientId }) => (
                  <li key={clientId} className="border-b last:border-b-0">
                    <button
                      type="button"
                      onClick={() => onChoose(clientId)}
                      className="flex w-full min-w-0 items-center gap-2.5 px-3 py-2 text-left hover:bg-hover"
                    >
                      <Avatar id={clientId} size={24} />
                      <Bidi className="truncate">{clientId}</Bidi>
                    </button>
                  </li>
                ))}
              </ul>
            )}
            {query.hasNextPage ? (
              <LoadMoreEdge
                hasMore
                isLoading={query.isFetchingNextPage}
                error={query.isFetchNextPageError ? query.error : undefined}
                onLoad={() => void query.fetchNextPage()}
              />
            ) : null}
          </section>
        )
      }
    </QueryBoundary>
  );
}
