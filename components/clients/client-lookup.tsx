"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Users } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useState } from "react";
import { clientHref } from "@/components/entities/hrefs";
import { useKeptState } from "@/components/entities/use-kept-state";
import { EmptyState } from "@/components/layout/empty-state";
import { QueryBoundary } from "@/components/layout/query-boundary";
import { Button } from "@/components/ui/button";
import { SearchInput } from "@/components/ui/search-input";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Timestamp } from "@/components/ui/timestamp";
import { clientLookupQueryOptions } from "@/lib/queries/clients/queries";
import { appHistoryQueryOptions } from "@/lib/queries/search/queries";
import { ClientList } from "./client-list";
import { latestSenders, readRecent, recentKey } from "./recent-clients";

const maxIdLength = 64;

/** Finds a client by the beginning of its id or the whole id; without a search, those seen lately. */
export function ClientLookup({
  appId,
  q,
  onSearch,
}: {
  appId: string;
  q: string;
  onSearch: (q: string) => void;
}) {
  const t = useTranslations("clients.lookup");
  const router = useRouter();
  const [text, setText] = useState(q);
  // A change of this page's address would cancel the way to the client's page.
  const [isLeaving, setLeaving] = useState(false);
  useEffect(() => setText(q), [q]);
  const wanted = text.trim();
  const isTooLong = wanted.length > maxIdLength;
  useEffect(() => {
    if (wanted === q || isTooLong || isLeaving) return;
    const timer = setTimeout(() => onSearch(wanted), 300);
    return () => clearTimeout(timer);
  }, [wanted, q, isTooLong, isLeaving, onSearch]);
  return (
    <div className="flex flex-col gap-6">
      <form
        className="flex gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (wanted === "" || isTooLong) return;
          setLeaving(true);
          router.push(clientHref(appId, wanted));
        }}
      >
        <SearchInput
          className="min-w-0 flex-1"
          value={text}
          onValueChange={(value) => {
            setText(value);
            setLeaving(false);
          }}
          placeholder={t("placeholder")}
          isPageSearch
        />
        <Button type="submit" variant="primary" disabled={wanted === "" || isTooLong}>
          {t("open")}
        </Button>
      </form>
      {isTooLong ? (
        <p role="alert" className="text-danger-ink text-sm">
          {t("tooLong")}
        </p>
      ) : q === "" ? (
        <RecentClients appId={appId} />
      ) : (
        <Found appId={appId} q={q} />
      )}
    </div>
  );
}

function Found({ appId, q }: { appId: string; q: string }) {
  const t = useTranslations("clients.lookup");
  const query = useQuery(clientLookupQueryOptions(appId, q));
  return (
    <QueryBoundary query={query} skeleton={<SkeletonRows rows={4} columns={1} />}>
      {({ clients }) => (
        <section className="flex flex-col gap-2" aria-busy={query.isPlaceholderData || undefined}>
          <h2 className="text-muted text-sm">{t("found", { count: clients.length })}</h2>
          {clients.length > 0 ? (
            <ClientList
              appId={appId}
              label={t("results")}
              clients={clients.map((clientId) => ({ clientId }))}
            />
          ) : null}
          <p className="text-muted text-sm">{t("reach", { id: q })}</p>
        </section>
      )}
    </QueryBoundary>
  );
}

function RecentClients({ appId }: { appId: string }) {
  const t = useTranslations("clients.lookup");
  const opened = useKeptState(recentKey(appId), readRecent);
  const query = useInfiniteQuery(appHistoryQueryOptions(appId, {}));
  const senders = useMemo(
    () => latestSenders(query.data?.pages[0]?.messages ?? []).slice(0, 20),
    [query.data],
  );
  return (
    <>
      {opened.value.length > 0 ? (
        <section className="flex flex-col gap-2">
          <h2 className="text-muted text-sm">{t("opened")}</h2>
          <ClientList
            appId={appId}
            label={t("opened")}
            clients={opened.value.map((clientId) => ({ clientId }))}
          />
        </section>
      ) : null}
      <QueryBoundary query={query} skeleton={<SkeletonRows rows={6} columns={1} />}>
        {() =>
          senders.length > 0 ? (
            <section className="flex flex-col gap-2">
              <h2 className="text-muted text-sm">{t("senders")}</h2>
              <ClientList
                appId={appId}
                label={t("senders")}
                clients={senders.map(({ clientId, at }) => ({ clientId, note: <Timestamp value={at} /> }))}
              />
            </section>
          ) : (
            <EmptyState icon={<Users size={18} />} title={t("emptyTitle")} description={t("emptyText")} />
          )
        }
      </QueryBoundary>
    </>
  );
}
