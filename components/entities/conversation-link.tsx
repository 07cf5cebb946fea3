"use client";

import { Megaphone, MessageSquare, Timer, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { Bidi } from "@/components/ui/bidi";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/link";
import { conversationHref } from "./hrefs";
import type { ConversationName } from "./use-conversation-names";

const icons = { normal: MessageSquare, chatroom: Users, service: Megaphone, temporary: Timer };

/** A conversation by its name (its members, or its id while the name is not known), leading to its page. */
export function ConversationLink({
  appId,
  conversationId,
  known,
  href,
  className,
}: {
  appId: string;
  conversationId: string;
  known: ConversationName | undefined;
  href?: string;
  className?: string;
}) {
  const t = useTranslations("entities.conversation");
  const kind = known?.kind ?? "normal";
  const Icon = icons[kind];
  const name = known?.name || (known && known.members.length > 0 ? known.members.join(", ") : null);
  return (
    <Link
      href={href ?? conversationHref(appId, conversationId)}
      prefetch={false}
      className={cn(
        "inline-flex min-w-0 max-w-full items-center gap-1.5 rounded-sm hover:underline",
        className,
      )}
    >
      <span
        className="shrink-0 text-muted"
        role="img"
        aria-label={t(`kind.${kind}`)}
        data-tip={t(`kind.${kind}`)}
      >
        <Icon size={14} aria-hidden />
      </span>
      <Bidi className={cn("truncate font-medium", !name && "font-mono text-sm")}>
        {name ?? conversationId}
      </Bidi>
    </Link>
  );
}
