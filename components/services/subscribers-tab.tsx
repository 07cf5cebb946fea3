"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Send, UserPlus, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { composeHref } from "@/components/entities/hrefs";
import { EmptyState } from "@/components/layout/empty-state";
import { LoadMoreEdge } from "@/components/layout/load-more-edge";
import { PageBody } from "@/components/layout/page-body";
import { QueryBoundary } from "@/components/layout/query-boundary";
import { useCan } from "@/components/layout/session-context";
import { Button, ButtonLink } from "@/components/ui/button";
import { dynamic } from "@/components/ui/dynamic";
import { SearchInput } from "@/components/ui/search-input";
import { SkeletonRows } from "@/components/ui/skeleton";
import { HeaderCell, Table, TableBody, TableHead } from "@/components/ui/table";
import type { Conversation } from "@/lib/contracts/conversations";
import { subscriberCountQueryOptions, subscribersQueryOptions } from "@/lib/queries/services/queries";
import { matchSubscribers } from "./find-subscriber";
import { SubscriberCheck } from "./subscriber-check";
import { SubscriberRow } from "./subscriber-row";

const AddSubscribersDialog = dynamic(() =>
  import("./add-subscribers-dialog").then((module) => module.AddSubscribersDialog),
);
const RemoveSubscribersDialog = dynamic(() =>
  import("./remove-subscribers-dialog").then((module) => module.RemoveSubscribersDialog),
);

const maxPicked = 20;

/** Who subscribes to a service conversation: count, list, look-up, add, remove, write to some. */
export function SubscribersTab({ appId, conversation }: { appId: string; conversation: Conversation }) {
  const t = useTranslations("services.subscribers");
  const can = useCan();
  const canChange = can("service.subscribers");
  const canWrite = can("service.send");
  const count = useQuery(subscriberCountQueryOptions(appId, conversation.id));
  const query = useInfiniteQuery(subscribersQueryOptions(appId, conversation.id));
  const [text, setText] = useState("");
  const [picked, setPicked] = useState<readonly string[]>([]);
  const [isAdding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<readonly string[]>([]);
  const loaded = useMemo(() => query.data?.pages.flatMap((page) => page.subscribers) ?? [], [query.data]);
  const shown = matchSubscribers(loaded, text);

  const pick = (clientId: string, isSelected: boolean) =>
    setPicked((last) => (isSelected ? [...last, clientId] : last.filter((id) => id !== clientId)));

  return (
    <PageBody>
      <div className="mx-auto flex w-full max-w-5xl flex-col gap-4">
        <div className="flex flex-wrap items-center gap-2">
          <p className="mr-auto text-muted" aria-live="polite">
            {count.data ? t("count", { count: count.data.count }) : count.error ? t("countUnknown") : " "}
          </p>
          <SearchInput
            value={text}
            onValueChange={setText}
            placeholder={t("find")}
            className="w-full sm:w-64"
            isPageSearch
          />
          {canChange ? (
            <Button
              variant="primary"
              icon={<UserPlus size={15} aria-hidden />}
              onClick={() => setAdding(true)}
            >
              {t("add")}
            </Button>
          ) : null}
        </div>
        <QueryBoundary query={query} skeleton={<SkeletonRows rows={8} columns={3} />}>
          {() =>
            loaded.length === 0 ? (
              <EmptyState
                icon={<Users size={18} />}
                title={t("emptyTitle")}
                description={t("emptyText")}
                action={canChange ? <Button onClick={() => setAdding(true)}>{t("add")}</Button> : undefined}
              />
            ) : (
              <>
                {shown.length > 0 ? (
                  <Table label={t("label")}>
                    <TableHead>
                      <HeaderCell>
                        <span className="sr-only">{t("selectColumn")}</span>
                      </HeaderCell>
                      <HeaderCell>{t("client")}</HeaderCell>
                      <HeaderCell>{t("since")}</HeaderCell>
                      <HeaderCell align="right">
                        <span className="sr-only">{t("actions")}</span>
                      </HeaderCell>
                    </TableHead>
                    <TableBody>
                      {shown.map(({ clientId, since }) => (
                        <SubscriberRow
                          key={clientId}
                          appId={appId}
                          clientId={clientId}
                          since={since}
                          isSelected={picked.includes(clientId)}
                          onSelect={canWrite || canChange ? (isSelected) => pick(clientId, isSelected) : null}
                          onRemove={canChange ? () => setRemoving([clientId]) : null}
                        />
                      ))}
                    </TableBody>
                  </Table>
                ) : null}
                {text.trim() !== "" ? (
                  <SubscriberCheck
                    appId={appId}
                    conversationId={conversation.id}
                    clientId={text.trim()}
                    found={shown.length}
                    loaded={loaded.length}
                    hasMore={query.hasNextPage}
                  />
                ) : null}
                {text.trim() === "" || query.hasNextPage ? (
                  <LoadMoreEdge
                    hasMore={query.hasNextPage}
                    isLoading={query.isFetchingNextPage}
                    error={query.isFetchNextPageError ? query.error : undefined}
                    onLoad={() => void query.fetchNextPage()}
                  />
                ) : null}
              </>
            )
          }
        </QueryBoundary>
        {/* At the lower edge: no row moves when the first is chosen, and far down a long list it is still there. */}
        {picked.length > 0 ? (
          <div
            className="sticky bottom-0 z-10 flex flex-wrap items-center gap-2 rounded-md border bg-sunken px-3 py-2 shadow-pop"
            role="status"
          >
            <span className="mr-auto">{t("picked", { count: picked.length })}</span>
            {canWrite && picked.length <= maxPicked ? (
              <ButtonLink
                size="sm"
                icon={<Send size={13} aria-hidden />}
                href={composeHref(appId, {
                  conversationId: conversation.id,
                  audience: "clients",
                  to: [...picked],
                })}
              >
                {t("write")}
              </ButtonLink>
            ) : null}
            {picked.length > maxPicked ? <span className="text-muted text-sm">{t("writeLimit")}</span> : null}
            {canChange ? (
              <Button size="sm" onClick={() => setRemoving(picked)}>
                {t("removePicked")}
              </Button>
            ) : null}
            <Button size="sm" variant="ghost" onClick={() => setPicked([])}>
              {t("unpick")}
            </Button>
          </div>
        ) : null}
        {isAdding ? (
          <AddSubscribersDialog
            appId={appId}
            conversationId={conversation.id}
            onClose={() => setAdding(false)}
          />
        ) : null}
        {removing.length > 0 ? (
          <RemoveSubscribersDialog
            appId={appId}
            conversation={conversation}
            clientIds={removing}
            onClose={() => setRemoving([])}
            onRemoved={(ids) => setPicked((last) => last.filter((id) => !ids.includes(id)))}
          />
        ) : null}
      </div>
    </PageBody>
  );
}
