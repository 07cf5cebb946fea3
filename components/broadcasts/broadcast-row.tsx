"use client";

import { Pencil, Radar, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { ClientLink } from "@/components/entities/client-link";
import { ConversationLink } from "@/components/entities/conversation-link";
import { conversationHref } from "@/components/entities/hrefs";
import { MessageSummary } from "@/components/entities/message-summary";
import type { ConversationName } from "@/components/entities/use-conversation-names";
import { IconButton } from "@/components/ui/icon-button";
import { Cell, TableRow } from "@/components/ui/table";
import { Timestamp } from "@/components/ui/timestamp";
import type { Broadcast } from "@/lib/contracts/broadcasts";
import { useMinute } from "@/lib/i18n/use-minute";
import { validityLeft } from "./validity-left";

/** A broadcast that is still valid; what may not be done with it is null. */
export function BroadcastRow({
  appId,
  broadcast,
  service,
  onReach,
  onEdit,
  onDelete,
}: {
  appId: string;
  broadcast: Broadcast;
  /** The service conversation's name; null while not known, undefined where it is not to be shown. */
  service: ConversationName | null | undefined;
  onReach: ((broadcast: Broadcast) => void) | null;
  onEdit: ((broadcast: Broadcast) => void) | null;
  onDelete: ((broadcast: Broadcast) => void) | null;
}) {
  const t = useTranslations("broadcasts");
  const now = useMinute();
  const left = broadcast.validTill === null ? null : validityLeft(broadcast.validTill, Number(now));
  const serviceLink =
    service === undefined ? null : (
      <ConversationLink
        appId={appId}
        conversationId={broadcast.conversationId}
        known={service ?? undefined}
        href={`${conversationHref(appId, broadcast.conversationId)}?tab=broadcasts`}
      />
    );
  return (
    <TableRow>
      <Cell mobile="title" className="md:max-w-0 md:align-top">
        <MessageSummary payload={broadcast.payload} />
        {/* Where there is no room for columns of their own. */}
        <span className="mt-1 hidden flex-col items-start gap-0.5 text-sm md:max-xl:flex">
          {serviceLink ? <span className="max-w-full lg:hidden">{serviceLink}</span> : null}
          <ClientLink appId={appId} clientId={broadcast.from} size={16} />
        </span>
      </Cell>
      {serviceLink ? (
        <Cell className="md:max-lg:hidden lg:w-44 lg:max-w-44 lg:align-top xl:w-52 xl:max-w-52">
          {serviceLink}
        </Cell>
      ) : null}
      <Cell className="md:max-xl:hidden xl:w-44 xl:max-w-44 xl:align-top">
        <ClientLink appId={appId} clientId={broadcast.from} />
      </Cell>
      <Cell className="md:w-20 md:align-top lg:w-28">
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
      <Cell mobile="end" align="right" className="md:w-28 md:align-top">
        <span className="inline-flex">
          {onReach ? (
            <IconButton label={t("list.reach")} size="sm" onClick={() => onReach(broadcast)}>
              <Radar size={14} aria-hidden />
            </IconButton>
          ) : null}
          {onEdit ? (
            <IconButton label={t("list.edit")} size="sm" onClick={() => onEdit(broadcast)}>
              <Pencil size={14} aria-hidden />
            </IconButton>
          ) : null}
          {onDelete ? (
            <IconButton label={t("list.delete")} size="sm" onClick={() => onDelete(broadcast)}>
              <Trash2 size={14} aria-hidden />
            </IconButton>
          ) : null}
        </span>
      </Cell>
    </TableRow>
  );
}
