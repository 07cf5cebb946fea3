"use client";

import { useQuery } from "@tanstack/react-query";
import { Eye, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { clientHref } from "@/components/entities/hrefs";
import { useRowKeys } from "@/components/entities/use-row-keys";
import { EmptyState } from "@/components/layout/empty-state";
import { Freshness } from "@/components/layout/freshness";
import { LiveStatus } from "@/components/layout/live-status";
import { QueryBoundary } from "@/components/layout/query-boundary";
import { useApp, useCan } from "@/components/layout/session-context";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { dynamic } from "@/components/ui/dynamic";
import { SkeletonRows } from "@/components/ui/skeleton";
import { HeaderCell, Table, TableBody, TableHead } from "@/components/ui/table";
import { Timestamp } from "@/components/ui/timestamp";
import { useLiveStatus } from "@/lib/queries/live/use-live";
import { watchPresenceQueryOptions } from "@/lib/queries/watch-list/queries";
import { sortWatched } from "./sort-watched";
import { useWatch } from "./use-watch";
import { WatchRow } from "./watch-row";

const AddWatchedDialog = dynamic(() =>
  import("./add-watched-dialog").then((module) => module.AddWatchedDialog),
);
const SendToDialog = dynamic(() => import("./send-to-dialog").then((module) => module.SendToDialog));

/** While no stream tells presence it is asked for again and again, as long as the page is looked at. */
const pollMs = 30_000;

/** The clients that the operator watches, who is online first. */
export function WatchList({ appId }: { appId: string }) {
  const t = useTranslations("watch-list");
  const router = useRouter();
  const { capabilities } = useApp();
  const can = useCan();
  const hasStream = capabilities.includes("events");
  const isTold = useLiveStatus(appId).state === "live" && hasStream;
  const watch = useWatch(appId);
  const presence = useQuery({
    ...watchPresenceQueryOptions(appId),
    refetchInterval: isTold ? false : pollMs,
  });
  const [isAdding, setAdding] = useState(false);
  const [sendingTo, setSendingTo] = useState<string | null>(null);
  const [activeId, setActiveId] = useState<string | null>(null);
  const clients = watch.list.data?.clients;
  const rows = useMemo(() => sortWatched(clients ?? [], presence.data), [clients, presence.data]);
  const online = rows.filter((row) => row.isOnline).length;
  const canSend = can("conversation.create") && can("message.send");

  useRowKeys(t("title"), {
    move(step) {
      const at = rows.findIndex((row) => row.clientId === activeId);
      const next = rows[at === -1 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1)];
      if (next) setActiveId(next.clientId);
    },
    open() {
      if (!rows.some((row) => row.clientId === activeId) || activeId === null) return false;
      router.push(clientHref(appId, activeId));
      return true;
    },
  });
  const addButton = (
    <Button variant="primary" icon={<Plus size={15} aria-hidden />} onClick={() => setAdding(true)}>
      {t("add.action")}
    </Button>
  );
  return (
    <QueryBoundary query={watch.list} skeleton={<SkeletonRows rows={6} columns={3} />}>
      {(list) => (
        <div className="flex flex-col gap-4">
          {list.clients.length === 0 ? (
            <EmptyState
              icon={<Eye size={18} />}
              title={t("emptyTitle")}
              description={t("emptyText")}
              action={addButton}
            />
          ) : (
            <>
              <div className="flex flex-wrap items-center gap-3">
                <p className="grow whitespace-nowrap text-muted text-sm" role="status">
                  {presence.data
                    ? t("online", { online, count: rows.length })
                    : t("count", { count: rows.length })}
                </p>
                <div className="min-w-0 text-muted text-sm">
                  {hasStream ? <LiveStatus appId={appId} /> : <AskedAt time={presence.data?.asOf ?? null} />}
                </div>
                {addButton}
              </div>
              {presence.error ? <Banner tone="warn">{t("presenceFailed")}</Banner> : null}
              <Table label={t("title")}>
                <TableHead>
                  <HeaderCell>{t("columns.client")}</HeaderCell>
                  <HeaderCell>{t("columns.presence")}</HeaderCell>
                  <HeaderCell>{t("columns.note")}</HeaderCell>
                  <HeaderCell align="right">
                    <span className="sr-only">{t("columns.actions")}</span>
                  </HeaderCell>
                </TableHead>
                <TableBody>
                  {rows.map((row) => (
                    <WatchRow
                      key={row.clientId}
                      appId={appId}
                      row={row}
                      isActive={row.clientId === activeId}
                      onSend={canSend ? () => setSendingTo(row.clientId) : null}
                      onNoteChange={(note) => watch.edit(row.clientId, note)}
                      onRemove={() => void watch.remove(row.clientId)}
                    />
                  ))}
                </TableBody>
              </Table>
            </>
          )}
          {isAdding ? <AddWatchedDialog appId={appId} list={list} onClose={() => setAdding(false)} /> : null}
          {sendingTo === null ? null : (
            <SendToDialog appId={appId} clientId={sendingTo} onClose={() => setSendingTo(null)} />
          )}
        </div>
      )}
    </QueryBoundary>
  );
}

/** Presence of a server that does not tell it is as old as the last question. */
function AskedAt({ time }: { time: number | null }) {
  const t = useTranslations("watch-list");
  if (time === null) return null;
  return (
    <Freshness tone="neutral" tip={t("askedTip")}>
      {t.rich("asked", { time: () => <Timestamp value={time} mode="seconds" /> })}
    </Freshness>
  );
}
