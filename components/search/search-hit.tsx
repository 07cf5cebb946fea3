"use client";

import { useTranslations } from "next-intl";
import { ClientLink } from "@/components/entities/client-link";
import { ConversationLink } from "@/components/entities/conversation-link";
import { messageHref } from "@/components/entities/hrefs";
import { MessageSummary } from "@/components/entities/message-summary";
import type { ConversationName } from "@/components/entities/use-conversation-names";
import { Bidi } from "@/components/ui/bidi";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/link";
import { Timestamp } from "@/components/ui/timestamp";
import type { Message, SearchPage } from "@/lib/contracts/messages";

export type Hit = SearchPage["hits"][number];

/** One match with the term marked, between the two messages before and after it. */
export function SearchHit({
  appId,
  hit,
  terms,
  known,
  isActive,
}: {
  appId: string;
  hit: Hit;
  terms: readonly string[];
  known: ConversationName | undefined;
  isActive: boolean;
}) {
  const t = useTranslations("entities.message");
  const { message } = hit;
  return (
    <article className={cn("rounded-lg border bg-surface", isActive ? "border-accent" : "border-line")}>
      <header className="flex min-w-0 items-center justify-between gap-3 rounded-t-lg border-line border-b bg-sunken px-3 py-1.5 text-sm">
        <span className="flex min-w-0 items-center gap-2">
          <ConversationLink
            appId={appId}
            conversationId={message.conversationId}
            known={known}
            href={messageHref(appId, message)}
          />
          {message.toClientId === null ? null : (
            <Bidi className="truncate text-muted">{t("to", { client: message.toClientId })}</Bidi>
          )}
        </span>
        <span className="shrink-0 text-muted text-xs">
          <Timestamp value={message.timestamp} mode="dateTime" />
        </span>
      </header>
      <div className="py-1">
        {hit.before.map((near) => (
          <ContextLine key={near.id} appId={appId} message={near} />
        ))}
        <div className="relative flex min-w-0 gap-3 px-3 py-1.5 hover:bg-hover">
          <Link
            href={messageHref(appId, message)}
            prefetch={false}
            aria-label={t("open", { from: message.from })}
            className="absolute inset-0"
          />
          <ClientLink
            appId={appId}
            clientId={message.from}
            className="relative w-24 shrink-0 self-start sm:w-36"
          />
          <MessageSummary
            payload={message.payload}
            recalledBy={message.changedBy}
            terms={terms}
            className="flex-1"
          />
        </div>
        {hit.after.map((near) => (
          <ContextLine key={near.id} appId={appId} message={near} />
        ))}
      </div>
    </article>
  );
}

function ContextLine({ appId, message }: { appId: string; message: Message }) {
  return (
    <Link
      href={messageHref(appId, message)}
      prefetch={false}
      className="flex min-w-0 gap-3 px-3 py-0.5 text-muted text-sm hover:bg-hover"
    >
      <Bidi className="w-24 shrink-0 truncate pl-6.5 sm:w-36">{message.from}</Bidi>
      <MessageSummary payload={message.payload} recalledBy={message.changedBy} lines={1} className="flex-1" />
    </Link>
  );
}
