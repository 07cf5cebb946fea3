"use client";

import { EyeOff, Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { clientHref } from "@/components/entities/hrefs";
import { Avatar } from "@/components/ui/avatar";
import { Bidi } from "@/components/ui/bidi";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Link } from "@/components/ui/link";
import { Cell, TableRow } from "@/components/ui/table";
import { Timestamp } from "@/components/ui/timestamp";
import type { WatchedRow } from "./sort-watched";
import { WatchNote } from "./watch-note";

/** A watched client: whether it is there, the operator's note, and what one can do. */
export function WatchRow({
  appId,
  row,
  isActive,
  onSend,
  onNoteChange,
  onRemove,
}: {
  appId: string;
  row: WatchedRow;
  isActive: boolean;
  /** Null when the role cannot send. */
  onSend: (() => void) | null;
  onNoteChange: (note: string) => Promise<boolean>;
  onRemove: () => void;
}) {
  const t = useTranslations("watch-list");
  const header = useTranslations("clients.header");
  const { clientId, isOnline } = row;
  const presence = header(isOnline === null ? "presenceUnknown" : isOnline ? "online" : "offline");
  return (
    <TableRow isActive={isActive} data-client={clientId}>
      <Cell mobile="title" isTruncated>
        <Link
          href={clientHref(appId, clientId)}
          prefetch={false}
          className="inline-flex min-w-0 max-w-full items-center gap-2 rounded-sm align-middle hover:underline"
        >
          <span className="relative shrink-0">
            <Avatar id={clientId} size={24} />
            <span
              aria-hidden
              className={cn(
                "absolute -right-0.5 -bottom-0.5 size-2.5 rounded-full border-2 border-surface",
                isOnline ? "bg-ok" : "bg-control",
                isOnline === null && "opacity-0",
              )}
            />
          </span>
          <Bidi className="truncate font-medium">{clientId}</Bidi>
        </Link>
      </Cell>
      <Cell className="md:w-36 lg:w-44">
        <span className={cn("whitespace-nowrap", isOnline ? "text-ok-ink" : "text-muted")}>
          {!isOnline && row.lastSeenAt !== null
            ? t.rich("lastSeen", { time: () => <Timestamp value={row.lastSeenAt ?? 0} mode="relative" /> })
            : presence}
        </span>
      </Cell>
      <Cell isTruncated className="max-md:flex-1">
        <WatchNote clientId={clientId} note={row.note} onChange={onNoteChange} />
      </Cell>
      <Cell mobile="end" align="right" className="md:w-24">
        <span className="inline-flex gap-1">
          {onSend ? (
            <IconButton label={t("send", { id: clientId })} onClick={onSend}>
              <Send size={15} aria-hidden />
            </IconButton>
          ) : null}
          <IconButton label={t("stop", { id: clientId })} onClick={onRemove}>
            <EyeOff size={15} aria-hidden />
          </IconButton>
        </span>
      </Cell>
    </TableRow>
  );
}
