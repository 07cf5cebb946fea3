"use client";

import { useTranslations } from "next-intl";
import { Bidi } from "@/components/ui/bidi";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/link";
import { Timestamp } from "@/components/ui/timestamp";
import type { Message } from "@/lib/contracts/messages";
import { ClientLink } from "./client-link";
import { messageHref } from "./hrefs";
import { MessageSummary } from "./message-summary";

/** One message of a feed; the whole row leads to its place, the sender to the sender's page. */
export function FeedRow({
  appId,
  message,
  copies = 1,
  terms,
  isActive,
  isLast,
}: {
  appId: string;
  message: Message;
  copies?: number;
  terms?: readonly string[];
  isActive: boolean;
  isLast: boolean;
}) {
  const t = useTranslations("entities.message");
  return (
    <div
      className={cn(
        "relative grid items-start grid-cols-[minmax(0,1fr)_auto] gap-x-3 border-line border-x px-3 py-(--cell-y) hover:bg-hover sm:grid-cols-[10rem_minmax(0,1fr)_auto]",
        isActive ? "bg-selected" : "bg-surface",
        isLast ? "rounded-b-lg border-b" : "border-b border-b-line/60",
      )}
    >
      <Link
        href={messageHref(appId, message)}
        prefetch={false}
        aria-label={t("open", { from: message.from })}
        className="absolute inset-0 rounded-sm"
      />
      <ClientLink appId={appId} clientId={message.from} className="relative justify-self-start" />
      <MessageSummary
        payload={message.payload}
        recalledBy={message.changedBy}
        terms={terms}
        className="col-span-2 row-start-2 sm:col-span-1 sm:row-start-1 sm:col-start-2"
      />
      <span className="pointer-events-none relative col-start-2 row-start-1 flex items-baseline gap-2 justify-self-end text-muted text-xs sm:col-start-3">
        {copies > 1 ? <span>{t("copies", { count: copies })}</span> : null}
        {message.patchTimestamp !== null && message.payload.kind !== "recalled" ? (
          <Bidi>{t("edited")}</Bidi>
        ) : null}
        <span className="pointer-events-auto">
          <Timestamp value={message.timestamp} mode="seconds" />
        </span>
      </span>
    </div>
  );
}
