"use client";

import { MoreHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { changerValues } from "@/components/entities/changer-values";
import { clientHref } from "@/components/entities/hrefs";
import { Avatar } from "@/components/ui/avatar";
import { Bidi } from "@/components/ui/bidi";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Link } from "@/components/ui/link";
import { Timestamp } from "@/components/ui/timestamp";
import type { Message } from "@/lib/contracts/messages";
import { MessageBody } from "./message-body";

export interface MessageRowProps {
  appId: string;
  message: Message;
  isGroupStart: boolean;
  isHighlighted: boolean;
  hasVersions: boolean;
  onMenu: (message: Message, target: HTMLElement | { x: number; y: number }) => void;
  onVersions: (message: Message) => void;
}

/** One message: who and when on the first of a group, then only what is said. */
export const MessageRow = memo(function MessageRow({
  appId,
  message,
  isGroupStart,
  isHighlighted,
  hasVersions,
  onMenu,
  onVersions,
}: MessageRowProps) {
  const t = useTranslations("messages");
  const isChanged = message.patchTimestamp !== null;
  const isRecalled = message.payload.kind === "recalled";
  const versions =
    isChanged && hasVersions ? (
      <button
        type="button"
        onClick={() => onVersions(message)}
        className="rounded-sm text-accent-ink hover:underline"
      >
        {t("seeVersions")}
      </button>
    ) : null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the same menu is on the row's button.
    <div
      onContextMenu={(event) => {
        if (event.shiftKey || (event.target instanceof Element && event.target.closest("a,img,video")))
          return;
        event.preventDefault();
        onMenu(message, { x: event.clientX, y: event.clientY });
      }}
      className={cn(
        "group relative flex gap-3 px-4 max-md:gap-2 max-md:px-2",
        isGroupStart ? "pt-2.5 pb-0.5" : "py-0.5",
        isHighlighted ? "bg-mark/50" : "hover:bg-hover",
      )}
    >
      <div className="w-8 shrink-0 max-md:w-7">
        {isGroupStart ? <Avatar id={message.from} size={32} /> : null}
      </div>
      <div className="min-w-0 flex-1">
        {isGroupStart ? (
          <div className="flex min-w-0">
            <SenderName appId={appId} clientId={message.from} />
          </div>
        ) : null}
        <MessageBody payload={message.payload} recalledBy={message.changedBy}>
          {versions ? <span className="ml-0.5 text-xs"> · {versions}</span> : null}
        </MessageBody>
        <Mentions message={message} />
        {isChanged && !isRecalled ? (
          <p className="text-faint text-xs">
            {t.rich("edited", changerValues(message.changedBy))} {versions}
          </p>
        ) : null}
      </div>
      <div className="flex h-6 shrink-0 items-center gap-1">
        <Timestamp
          value={message.timestamp}
          mode="seconds"
          className={cn(
            "text-faint text-xs",
            !isGroupStart && "opacity-0 group-focus-within:opacity-100 group-hover:opacity-100",
          )}
        />
        <IconButton
          label={t("menu.label")}
          keys="."
          size="sm"
          data-message-menu=""
          aria-haspopup="menu"
          onClick={(event) => onMenu(message, event.currentTarget)}
          className="opacity-0 focus-visible:opacity-100 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100"
        >
          <MoreHorizontal size={16} aria-hidden />
        </IconButton>
      </div>
    </div>
  );
});

/** The sender, leading to their page. */
export function SenderName({ appId, clientId }: { appId: string; clientId: string }) {
  return (
    <Link
      href={clientHref(appId, clientId)}
      prefetch={false}
      className="min-w-0 truncate rounded-sm font-semibold text-sm hover:underline"
    >
      <Bidi>{clientId}</Bidi>
    </Link>
  );
}

function Mentions({ message }: { message: Message }) {
  const t = useTranslations("messages");
  if (!message.mentionAll && message.mentions.length === 0) return null;
  const shown = message.mentions.slice(0, 8);
  return (
    <p className="text-muted text-xs">
      {t("mentions")}{" "}
      {message.mentionAll ? <span className="font-medium text-accent-ink">@{t("everyone")} </span> : null}
      {shown.map((id) => (
        <Bidi key={id} className="mr-1 font-medium text-accent-ink">
          {`@${id}`}
        </Bidi>
      ))}
      {message.mentions.length > shown.length ? `+${message.mentions.length - shown.length}` : null}
    </p>
  );
}
