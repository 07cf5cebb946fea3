"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ErrorState } from "@/components/layout/error-state";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { CopyableId } from "@/components/ui/copyable-id";
import { Skeleton } from "@/components/ui/skeleton";
import { Timestamp } from "@/components/ui/timestamp";
import type { ClientSummary } from "@/lib/contracts/clients";
import { clientQueryOptions } from "@/lib/queries/clients/queries";
import { WatchButton } from "./watch-button";

/** Who it is, whether it is there now, and its numbers; what the server does not tell is said so. */
export function ClientHeader({ appId, clientId }: { appId: string; clientId: string }) {
  const t = useTranslations("clients.header");
  const query = useQuery({ ...clientQueryOptions(appId, clientId), refetchInterval: 30_000 });
  const { data } = query;
  const format = new Intl.NumberFormat(useLocale());
  if (!data && query.error) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} isCompact />;
  }
  const unknown = <span className="text-muted">{t("unknown")}</span>;
  const wait = <Skeleton className="h-4 w-12" />;
  const number = (value: number | null) => (value === null ? unknown : format.format(value));
  return (
    <div className="flex flex-wrap items-start gap-x-8 gap-y-4">
      <div className="flex min-w-0 items-center gap-3">
        <Avatar id={clientId} size={40} />
        <div className="min-w-0">
          <div className="flex items-center gap-1">
            <CopyableId id={clientId} length="full" />
            <WatchButton appId={appId} clientId={clientId} />
          </div>
          <div className="mt-1">
            {!data ? (
              <Skeleton className="h-5 w-16" />
            ) : data.online === null ? (
              <Badge>{t("presenceUnknown")}</Badge>
            ) : data.online ? (
              <Badge tone="ok">{t("online")}</Badge>
            ) : (
              <Badge>{t("offline")}</Badge>
            )}
            {data?.onlineAsOf ? (
              <span className="ml-2 text-muted text-xs">
                {t.rich("asOf", { time: () => <Timestamp value={data.onlineAsOf ?? 0} mode="seconds" /> })}
              </span>
            ) : null}
          </div>
        </div>
      </div>
      <dl className="grid grid-cols-2 gap-x-8 gap-y-3 sm:flex sm:flex-wrap">
        <Fact term={t("lastSeen")}>{data ? <LastSeen {...data} /> : wait}</Fact>
        <Fact term={t("sessions")}>{!data ? wait : number(data.sessions)}</Fact>
        <Fact term={t("lastMessage")}>
          {!data ? (
            wait
          ) : data.lastMessageAt === null ? (
            <span className="text-muted">—</span>
          ) : (
            <Timestamp value={data.lastMessageAt} mode="dateTime" />
          )}
        </Fact>
        <Fact term={t("unread")}>{!data ? wait : number(data.unread)}</Fact>
        <Fact term={t("conversations")}>{!data ? wait : number(data.conversations)}</Fact>
      </dl>
    </div>
  );
}

function LastSeen({ lastSeenAt, online }: Pick<ClientSummary, "lastSeenAt" | "online">) {
  const t = useTranslations("clients.header");
  if (online) return <>{t("now")}</>;
  if (lastSeenAt === null) return <span className="text-muted">{t("unknown")}</span>;
  return <Timestamp value={lastSeenAt} mode="dateTime" />;
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-muted text-xs">{term}</dt>
      <dd className="mt-0.5 font-medium">{children}</dd>
    </div>
  );
}
