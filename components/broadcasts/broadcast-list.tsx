"use client";

import { useQuery } from "@tanstack/react-query";
import { Megaphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { composeHref } from "@/components/entities/hrefs";
import { BeyondEnd } from "@/components/layout/beyond-end";
import { EmptyState } from "@/components/layout/empty-state";
import { Pagination } from "@/components/layout/pagination";
import { QueryBoundary } from "@/components/layout/query-boundary";
import { useApp, useCan } from "@/components/layout/session-context";
import { ButtonLink } from "@/components/ui/button";
import { dynamic } from "@/components/ui/dynamic";
import { SkeletonRows } from "@/components/ui/skeleton";
import { HeaderCell, Table, TableBody, TableHead } from "@/components/ui/table";
import type { Broadcast } from "@/lib/contracts/broadcasts";
import { broadcastListQueryOptions } from "@/lib/queries/broadcasts/queries";
import { conversationNamesQueryOptions } from "@/lib/queries/search/queries";
import { BroadcastRow } from "./broadcast-row";

const EditBroadcastDialog = dynamic(() =>
  import("./edit-broadcast-dialog").then((module) => module.EditBroadcastDialog),
);
const DeleteBroadcastDialog = dynamic(() =>
  import("./delete-broadcast-dialog").then((module) => module.DeleteBroadcastDialog),
);

/** The broadcasts that are still valid: of one service conversation, or of all with their names. */
export function BroadcastList({
  appId,
  conversationId,
  page,
  hrefFor,
  renderReach,
}: {
  appId: string;
  conversationId: string | null;
  page: number;
  hrefFor: (page: number) => string;
  /** Shows whom a broadcast has reached, where the server knows. */
  renderReach: (broadcast: Broadcast, onClose: () => void) => ReactNode;
}) {
  const t = useTranslations("broadcasts");
  const can = useCan();
  const { capabilities } = useApp();
  const query = useQuery(broadcastListQueryOptions(appId, conversationId, page));
  const ids = conversationId === null ? (query.data?.broadcasts.map((one) => one.conversationId) ?? []) : [];
  const names = useQuery({ ...conversationNamesQueryOptions(appId, ids), enabled: ids.length > 0 }).data;
  const [edited, setEdited] = useState<Broadcast | null>(null);
  const [deleted, setDeleted] = useState<Broadcast | null>(null);
  const [traced, setTraced] = useState<Broadcast | null>(null);
  const isManager = can("broadcast.manage");
  const onReach = capabilities.includes("traces") ? setTraced : null;
  return (
    <>
      <QueryBoundary query={query} skeleton={<SkeletonRows rows={4} columns={4} />}>
        {({ broadcasts, pageSize, hasMore }) =>
          broadcasts.length === 0 && page > 1 ? (
            <BeyondEnd page={page} firstHref={hrefFor(1)} />
          ) : broadcasts.length === 0 ? (
            <EmptyState
              icon={<Megaphone size={18} />}
              title={t("list.emptyTitle")}
              description={t("list.emptyText")}
              action={
                can("broadcast.send") ? (
                  <ButtonLink
                    href={composeHref(appId, {
                      conversationId: conversationId ?? undefined,
                      audience: "everyone",
                    })}
                  >
                    {t("new")}
                  </ButtonLink>
                ) : undefined
              }
            />
          ) : (
            <div className="flex flex-col gap-3">
              <p className="text-muted text-sm">{t("list.note")}</p>
              <Table label={t("list.label")}>
                <TableHead>
                  <HeaderCell>{t("content.message")}</HeaderCell>
                  {conversationId === null ? (
                    <HeaderCell className="max-lg:hidden">{t("picker.label")}</HeaderCell>
                  ) : null}
                  <HeaderCell className="max-xl:hidden">{t("content.from")}</HeaderCell>
                  <HeaderCell>{t("list.sent")}</HeaderCell>
                  <HeaderCell>{t("list.validity")}</HeaderCell>
                  <HeaderCell align="right">
                    <span className="sr-only">{t("list.actions")}</span>
                  </HeaderCell>
                </TableHead>
                <TableBody>
                  {broadcasts.map((broadcast) => (
                    <BroadcastRow
                      key={broadcast.id}
                      appId={appId}
                      broadcast={broadcast}
                      service={
                        conversationId === null ? (names?.[broadcast.conversationId] ?? null) : undefined
                      }
                      onReach={onReach}
                      onEdit={isManager ? setEdited : null}
                      onDelete={isManager ? setDeleted : null}
                    />
                  ))}
                </TableBody>
              </Table>
              {page > 1 || hasMore ? (
                <div className="flex justify-end">
                  <Pagination
                    page={page}
                    pageSize={pageSize}
                    shown={broadcasts.length}
                    hasNext={hasMore}
                    hrefFor={hrefFor}
                  />
                </div>
              ) : null}
            </div>
          )
        }
      </QueryBoundary>
      {edited ? (
        <EditBroadcastDialog
          key={edited.id}
          appId={appId}
          broadcast={edited}
          onClose={() => setEdited(null)}
        />
      ) : null}
      {deleted ? (
        <DeleteBroadcastDialog appId={appId} broadcast={deleted} onClose={() => setDeleted(null)} />
      ) : null}
      {traced ? renderReach(traced, () => setTraced(null)) : null}
    </>
  );
}
