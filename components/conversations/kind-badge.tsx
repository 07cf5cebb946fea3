import { Megaphone, MessageSquare, Timer, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ConversationKind } from "@/lib/contracts/conversations";

export const kindIcons = { normal: MessageSquare, chatroom: Users, service: Megaphone, temporary: Timer };

/** The kind in words with its sign; `count` members where the kind has members. */
export function KindLabel({ kind, members }: { kind: ConversationKind; members?: number }) {
  const t = useTranslations("conversations");
  const Icon = kindIcons[kind];
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5 whitespace-nowrap text-muted">
      <Icon size={14} aria-hidden className="shrink-0" />
      {t(`kinds.${kind}`)}
      {members === undefined || kind === "chatroom" || kind === "service" ? null : (
        <span className="text-faint">· {members}</span>
      )}
    </span>
  );
}
