"use client";

import { useQuery } from "@tanstack/react-query";
import { Megaphone, Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ClientLink } from "@/components/entities/client-link";
import { ConversationLink } from "@/components/entities/conversation-link";
import { composeHref, conversationHref } from "@/components/entities/hrefs";
import { MessageSummary } from "@/components/entities/message-summary";
import type { ConversationName } from "@/components/entities/use-conversation-names";
import { EmptyState } from "@/components/layout/empty-state";
import { Pagination } from "@/components/layout/pagination";
import { QueryBoundary } from "@/components/layout/query-boundary";
import { useCan } from "@/components/layout/session-context";
import { ButtonLink } from "@/components/ui/button";
import { dynamic } from "@/components/ui/dynamic";
import { IconButton } from "@/components/ui/icon-button";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { Timestamp } from "@/components/ui/timestamp";
import type { Broadcast } from "@/lib/contracts/broadcasts";
import { useMinute } from "@/lib/i18n/use-minute";
import { broadcastListQueryOptions } from "@/lib/queries/broadcasts/queries";
import { conversationNamesQueryOptions } from "@/lib/queries/search/queries";
import { validityLeft } from "./validity-left";

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
}: {
  appId: string;
  conversationId: string | null;
  page: number;
  hrefFor: (page: number) => string;
}) {
  const t = useTranslations("broadcasts");
  const can = useCan();
  const query = useQuery(broadcastListQueryOptions(appId, conversationId, page));
  const ids = conversationId === null ? (query.data?.broadcasts.map((one) => one.conversationId) ?? []) : [];
  const names = useQuery({ ...conversationNamesQueryOptions(appId, ids), enabled: ids.length > 0 }).data;
  const [edited, setEdited] = useState<Broadcast | null>(null);
  const [deleted, setDeleted] = useState<Broadcast | null>(null);
  return (
    <>
      <QueryBoundary query={query} skeleton={<SkeletonRows rows={4} columns={4} />}>
        {({ broadcasts, hasMore }) =>
          broadcasts.length === 0 && page === 1 ? (
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
                  {conversationId === null ? <HeaderCell>{t("picker.label")}</HeaderCell> : null}
                  <HeaderCell>{t("content.from")}</HeaderCell>
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
                      onEdit={can("broadcast.manage") ? () => setEdited(broadcast) : null}
                      onDelete={can("broadcast.manage") ? () => setDeleted(broadcast) : null}
                    />
                  ))}
                </TableBody>
              </Table>
              {page > 1 || hasMore ? (
                <div className="flex justify-end">
                  <Pagination
                    page={page}
                    pageSize={broadcasts.length}
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
    </>
  );
}

function BroadcastRow({
  appId,
  broadcast,
  service,
  onEdit,
  onDelete,
}: {
  appId: string;
  broadcast: Broadcast;
  /** The service conversation's name; null while not known, undefined where it is not to be shown. */
  service: ConversationName | null | undefined;
  onEdit: (() => void) | null;
  onDelete: (() => void) | null;
}) {
  const t = useTranslations("broadcasts");
  const now = useMinute();
  const left = broadcast.validTill === null ? null : validityLeft(broadcast.validTill, Number(now));
  return (
    <TableRow>
      <Cell mobile="title" className="md:max-w-96 md:align-top">
        <MessageSummary payload={broadcast.payload} />
      </Cell>
      {service === undefined ? null : (
        <Cell className="md:w-44 md:align-top">
          <ConversationLink
            appId={appId}
            conversationId={broadcast.conversationId}
            known={service ?? undefined}
            href={`${conversationHref(appId, broadcast.conversationId)}?tab=broadcasts`}
          />
        </Cell>
      )}
      <Cell className="md:w-40 md:align-top">
        <ClientLink appId={appId} clientId={broadcast.from} />
      </Cell>
      <Cell className="md:w-32 md:align-top">
        <Timestamp value={broadcast.timestamp} />
      </Cell>
      <Cell className="whitespace-nowrap md:w-36 md:align-top">
        {broadcast.validTill === null ? (
          <span className="text-muted">{t("list.validUnknown")}</span>
        ) : left === null ? (
          <span className="text-muted">{t("list.ended")}</span>
        ) : (
          <span className="inline-flex flex-col">
            <span>{t(`list.left.${left.unit}`, { count: left.count })}</span>
            <span className="text-muted text-xs">
              <Timestamp value={broadcast.validTill} mode="dateTime" />
            </span>
          </span>
        )}
      </Cell>
      <Cell mobile="end" align="right" className="md:w-20 md:align-top">
        <span className="inline-flex">
          {onEdit ? (
            <IconButton label={t("list.edit")} size="sm" onClick={onEdit}>
              <Pencil size={14} aria-hidden />
            </IconButton>
          ) : null}
          {onDelete ? (
            <IconButton label={t("list.delete")} size="sm" onClick={onDelete}>
              <Trash2 size={14} aria-hidden />
            </IconButton>
          ) : null}
        </span>
      </Cell>
    </TableRow>
  );
}
