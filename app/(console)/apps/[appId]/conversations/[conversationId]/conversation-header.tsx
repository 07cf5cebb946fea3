"use client";

import { Copy, Link as LinkIcon, MoreHorizontal, Search, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { conversationHref } from "@/components/entities/hrefs";
import { PageHeader } from "@/components/layout/page-header";
import { useApp, useCan } from "@/components/layout/session-context";
import { usePageTitle } from "@/components/layout/use-page-title";
import { JumpToDate } from "@/components/messages/jump-to-date";
import { Badge } from "@/components/ui/badge";
import { Bidi } from "@/components/ui/bidi";
import { ButtonLink } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import { CopyableId } from "@/components/ui/copyable-id";
import { dynamic } from "@/components/ui/dynamic";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import type { Conversation } from "@/lib/contracts/conversations";

const DeleteDialog = dynamic(() =>
  import("@/components/conversations/delete-dialog").then((module) => module.DeleteDialog),
);

/** What the conversation is, and going to a place in it. */
export function ConversationHeader({
  appId,
  conversation,
  onJump,
  children,
}: {
  appId: string;
  conversation: Conversation;
  onJump?: (at: number) => void;
  /** Further buttons. */
  children?: ReactNode;
}) {
  const t = useTranslations("conversation");
  const list = useTranslations("conversations");
  const router = useRouter();
  const app = useApp();
  const can = useCan();
  const [isDeleting, setDeleting] = useState(false);
  const { id, kind, name, members, unique } = conversation;
  const title = name || members.slice(0, 4).join(", ") || list("unnamed");
  usePageTitle(title);
  const base = `/apps/${encodeURIComponent(appId)}`;
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: list("title"), href: `${base}/conversations` }, { label: title }]}
        title={<Bidi>{title}</Bidi>}
        meta={
          <span className="flex items-center gap-1.5 max-lg:hidden">
            <Badge>{list(`kinds.${kind}`)}</Badge>
            {unique ? <Badge>{t("unique")}</Badge> : null}
            <CopyableId id={id} />
          </span>
        }
        actions={
          <>
            {onJump ? <JumpToDate min={conversation.createdAt} onJump={onJump} /> : null}
            {app.capabilities.includes("search") ? (
              <ButtonLink
                href={`${base}/messages?view=search&q=${encodeURIComponent(`in:${id} `)}`}
                icon={<Search size={15} aria-hidden />}
                aria-label={t("search")}
                data-page-search=""
              >
                <span className="max-md:sr-only">{t("search")}</span>
              </ButtonLink>
            ) : null}
            <Menu
              label={list("menu.label", { name: title })}
              items={() => [
                {
                  id: "id",
                  label: list("menu.copyId"),
                  icon: <Copy size={15} />,
                  onSelect: () => void copyText(id),
                },
                {
                  id: "link",
                  label: list("menu.copyLink"),
                  icon: <LinkIcon size={15} />,
                  onSelect: () => void copyText(`${window.location.origin}${conversationHref(appId, id)}`),
                },
                ...(can("conversation.delete")
                  ? [
                      { separator: true as const },
                      {
                        id: "delete",
                        label: list("menu.delete"),
                        icon: <Trash2 size={15} />,
                        isDangerous: true,
                        onSelect: () => setDeleting(true),
                      },
                    ]
                  : []),
              ]}
              trigger={(trigger) => (
                <IconButton label={list("menu.label", { name: title })} {...trigger}>
                  <MoreHorizontal size={16} aria-hidden />
                </IconButton>
              )}
            />
            {children}
          </>
        }
      />
      {isDeleting ? (
        <DeleteDialog
          appId={appId}
          conversation={conversation}
          onClose={() => setDeleting(false)}
          onDeleted={() => router.push(`${base}/conversations`)}
        />
      ) : null}
    </>
  );
}
