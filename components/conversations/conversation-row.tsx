"use client";

import { Copy, ExternalLink, MoreHorizontal, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { ClientLink } from "@/components/entities/client-link";
import { conversationHref } from "@/components/entities/hrefs";
import { Bidi } from "@/components/ui/bidi";
import { Checkbox } from "@/components/ui/checkbox";
import { copyText } from "@/components/ui/copy-text";
import { CopyableId } from "@/components/ui/copyable-id";
import { IconButton } from "@/components/ui/icon-button";
import { Link } from "@/components/ui/link";
import { Menu } from "@/components/ui/menu";
import type { MenuItem } from "@/components/ui/menu-types";
import { Cell, TableRow } from "@/components/ui/table";
import { Timestamp } from "@/components/ui/timestamp";
import type { Conversation } from "@/lib/contracts/conversations";
import type { Column } from "./columns";
import { KindLabel } from "./kind-badge";
import { LastMessageLine } from "./last-message-cell";

interface ConversationRowProps {
  appId: string;
  conversation: Conversation;
  columns: readonly Column[];
  isSelected: boolean;
  isActive: boolean;
  canSelect: boolean;
  canDelete: boolean;
  onSelect: (id: string, isRange: boolean) => void;
  onOpen: (id: string) => void;
  onDelete: (conversation: Conversation) => void;
}

/** One conversation in the list; two lines under 768 px. */
export const ConversationRow = memo(function ConversationRow(props: ConversationRowProps) {
  const { appId, conversation, columns, isSelected, isActive, canSelect, onSelect, onOpen } = props;
  const t = useTranslations("conversations");
  const common = useTranslations("common.table");
  const title = conversation.name || conversation.members.slice(0, 4).join(", ") || t("unnamed");
  return (
    <TableRow
      id={`row-${conversation.id}`}
      isSelected={isSelected}
      isActive={isActive}
      onOpen={() => onOpen(conversation.id)}
    >
      {canSelect ? (
        <Cell mobile="select" className="w-9 md:pr-0">
          <Checkbox
            className="block"
            checked={isSelected}
            aria-label={common("selectRow", { name: title })}
            onChange={() => undefined}
            onClick={(event) => onSelect(conversation.id, event.shiftKey)}
          />
        </Cell>
      ) : null}
      <Cell mobile="title" isTruncated className="md:w-[28%]">
        <span className="flex min-w-0 items-center gap-2">
          <Link
            href={conversationHref(appId, conversation.id)}
            prefetch={false}
            className="min-w-0 truncate rounded-sm font-medium text-ink hover:underline"
          >
            {conversation.name ? (
              <Bidi>{conversation.name}</Bidi>
            ) : (
              <Bidi className="text-muted">{title}</Bidi>
            )}
          </Link>
          <span className="ml-auto shrink-0 max-lg:hidden">
            <CopyableId id={conversation.id} />
          </span>
        </span>
      </Cell>
      {columns.map((column) => (
        <ColumnCell key={column} column={column} appId={appId} conversation={conversation} />
      ))}
      <Cell mobile="hide" align="right" className="w-10 md:pl-0">
        <RowMenu {...props} title={title} />
      </Cell>
    </TableRow>
  );
});

function ColumnCell({
  column,
  appId,
  conversation,
}: {
  column: Column;
  appId: string;
  conversation: Conversation;
}) {
  switch (column) {
    case "kind":
      return (
        <Cell mobile="hide" className="w-40">
          <KindLabel kind={conversation.kind} members={conversation.members.length} />
        </Cell>
      );
    case "lastMessage":
      return (
        <Cell mobile="meta" isTruncated>
          <LastMessageLine appId={appId} conversationId={conversation.id} />
        </Cell>
      );
    case "when":
      return <TimeCell value={conversation.lastMessageAt} mobile="end" />;
    case "created":
      return <TimeCell value={conversation.createdAt} mobile="hide" />;
    case "updated":
      return <TimeCell value={conversation.updatedAt} mobile="hide" />;
    case "creator":
      return (
        <Cell mobile="hide" isTruncated className="w-40">
          {conversation.creator ? <ClientLink appId={appId} clientId={conversation.creator} /> : null}
        </Cell>
      );
    case "attributes": {
      const text = JSON.stringify(conversation.attributes);
      return (
        <Cell mobile="hide" isTruncated isMono className="w-48">
          {text === "{}" ? null : <Bidi className="text-muted">{text.slice(0, 200)}</Bidi>}
        </Cell>
      );
    }
  }
}

function TimeCell({ value, mobile }: { value: number | null; mobile: "end" | "hide" }) {
  return (
    <Cell mobile={mobile} align="right" className="w-28 whitespace-nowrap text-muted">
      {value === null ? <span aria-hidden>—</span> : <Timestamp value={value} />}
    </Cell>
  );
}

function RowMenu({
  appId,
  conversation,
  canDelete,
  onDelete,
  title,
}: ConversationRowProps & { title: string }) {
  const t = useTranslations("conversations");
  const href = conversationHref(appId, conversation.id);
  const items = (): MenuItem[] => [
    {
      id: "open",
      label: t("menu.openTab"),
      icon: <ExternalLink size={15} />,
      onSelect: () => void window.open(href),
    },
    {
      id: "copy",
      label: t("menu.copyId"),
      icon: <Copy size={15} />,
      onSelect: () => void copyText(conversation.id),
    },
    {
      id: "link",
      label: t("menu.copyLink"),
      icon: <Copy size={15} />,
      onSelect: () => void copyText(`${window.location.origin}${href}`),
    },
    ...(canDelete
      ? [
          { separator: true as const },
          {
            id: "delete",
            label: t("menu.delete"),
            icon: <Trash2 size={15} />,
            isDangerous: true,
            onSelect: () => onDelete(conversation),
          },
        ]
      : []),
  ];
  return (
    <Menu
      label={t("menu.label", { name: title })}
      items={items}
      trigger={(trigger) => (
        <IconButton label={t("menu.label", { name: title })} size="sm" {...trigger}>
          <MoreHorizontal size={16} aria-hidden />
        </IconButton>
      )}
    />
  );
}
