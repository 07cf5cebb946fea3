"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { messageHref } from "@/components/entities/hrefs";
import { useConversationNames } from "@/components/entities/use-conversation-names";
import { useRowKeys } from "@/components/entities/use-row-keys";
import { EmptyState } from "@/components/layout/empty-state";
import { PageBody } from "@/components/layout/page-body";
import { QueryBoundary } from "@/components/layout/query-boundary";
import { useApp } from "@/components/layout/session-context";
import { Banner } from "@/components/ui/banner";
import { useErrorText } from "@/components/ui/use-error-text";
import { useDates } from "@/lib/i18n/use-dates";
import { isApiError } from "@/lib/queries/http";
import { messageSearchQueryOptions } from "@/lib/queries/search/queries";
import { OperatorHelp } from "./operator-help";
import { insertOperator, type SearchOperator } from "./operators";
import { toServerQuery, unreadOperators } from "./read-query";
import { SearchBox } from "./search-box";
import { SearchFooter } from "./search-footer";
import { SearchHit } from "./search-hit";
import { SearchSkeleton } from "./search-skeleton";

/** As many signs as the console's server takes. */
const maxSearchLength = 400;

/** The search through the app's messages. */
export function SearchView({
  appId,
  tabs,
  q,
  onSearch,
}: {
  appId: string;
  tabs: ReactNode;
  q: string;
  onSearch: (q: string) => void;
}) {
  const t = useTranslations("search");
  const errorText = useErrorText();
  const app = useApp();
  const { timeZone } = useDates();
  const canSearch = app.capabilities.includes("search");
  const [text, setText] = useState(q);
  const form = useRef<HTMLFormElement>(null);
  const query = useInfiniteQuery({
    ...messageSearchQueryOptions(appId, toServerQuery(q, timeZone)),
    enabled: canSearch && q !== "" && q.length <= maxSearchLength,
    refetchOnWindowFocus: false,
  });
  // The address may change under the box: back, forward, a link from the palette.
  const sent = useRef(q);
  useEffect(() => {
    if (q !== sent.current) setText(q);
    sent.current = q;
  }, [q]);
  const search = (next: string) => {
    sent.current = next;
    if (next !== q) onSearch(next);
  };
  const insert = (operator: SearchOperator) => {
    const next = insertOperator(text, operator);
    setText(next.text);
    const input = form.current?.querySelector("input");
    requestAnimationFrame(() => {
      input?.focus();
      input?.setSelectionRange(next.cursor, next.cursor);
    });
  };

  const hits = useMemo(() => query.data?.pages.flatMap((page) => page.hits) ?? [], [query.data]);
  const messagePages = useMemo(
    () => query.data?.pages.map((page) => page.hits.map((hit) => hit.message)) ?? [],
    [query.data],
  );
  const names = useConversationNames(appId, messagePages);
  const [active, setActive] = useState(-1);
  const cards = useRef<HTMLDivElement>(null);
  const router = useRouter();
  const move = (step: 1 | -1) => {
    const next = Math.max(0, Math.min(hits.length - 1, active + step));
    setActive(next);
    cards.current?.children[next]?.scrollIntoView({ block: "nearest" });
  };
  const toHits = () => {
    form.current?.querySelector("input")?.blur();
    move(1);
  };
  useRowKeys(t("tabs.search"), {
    move,
    open: () => {
      const hit = hits[active];
      if (hit) router.push(messageHref(appId, hit.message));
      return hit !== undefined;
    },
  });
  // Reached to type something, or something more: the box is ready.
  useEffect(() => {
    const input = form.current?.querySelector("input");
    if (!input || (sent.current !== "" && !sent.current.endsWith(" "))) return;
    input.focus();
    input.setSelectionRange(input.value.length, input.value.length);
  }, []);

  if (!canSearch || isApiError(query.error, "not_supported")) {
    return (
      <PageBody>
        <div className="mx-auto w-full max-w-5xl">
          {tabs}
          <EmptyState
            icon={<SearchX size={18} />}
            title={t("unavailable.title")}
            description={t("unavailable.text", { app: app.name })}
          />
        </div>
      </PageBody>
    );
  }
  const unread = unreadOperators(q);
  const refusal = isApiError(query.error, "bad_request") ? query.error : null;
  const isTooLong = q.length > maxSearchLength;
  return (
    <PageBody>
      <div className="mx-auto flex w-full max-w-5xl flex-col gap-4">
        {tabs}
        <SearchBox
          text={text}
          onTextChange={setText}
          onSearch={search}
          onDown={hits.length > 0 ? toHits : undefined}
          formRef={form}
        />
        {refusal || isTooLong ? (
          <Banner tone="warn" title={t("badQuery")}>
            {isTooLong ? t("tooLong", { limit: maxSearchLength }) : errorText(refusal)}
          </Banner>
        ) : null}
        {unread.length > 0 ? (
          <p role="status" className="text-muted text-sm">
            {t("unread", { operators: unread.join(" ") })}
          </p>
        ) : null}
        {q === "" || refusal || isTooLong ? (
          <OperatorHelp onInsert={insert} />
        ) : (
          <QueryBoundary query={query} skeleton={<SearchSkeleton />}>
            {(data) => (
              <>
                <div ref={cards} className="flex flex-col gap-3" aria-live="off">
                  {hits.map((hit, index) => (
                    <SearchHit
                      key={`${hit.message.conversationId}/${hit.message.toClientId ?? ""}/${hit.message.id}`}
                      appId={appId}
                      hit={hit}
                      terms={data.pages[0]?.terms ?? []}
                      known={names.get(hit.message.conversationId)}
                      isActive={index === active}
                    />
                  ))}
                </div>
                <SearchFooter
                  count={hits.length}
                  scannedTo={data.pages.at(-1)?.scannedTo ?? hits.at(-1)?.message.timestamp ?? null}
                  hasMore={query.hasNextPage}
                  isLoading={query.isFetchingNextPage}
                  error={query.isFetchNextPageError ? query.error : null}
                  onMore={() => void query.fetchNextPage()}
                />
                {hits.length === 0 && !query.hasNextPage ? <OperatorHelp onInsert={insert} /> : null}
              </>
            )}
          </QueryBoundary>
        )}
      </div>
    </PageBody>
  );
}
