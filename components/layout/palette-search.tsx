"use client";

import { useQuery } from "@tanstack/react-query";
import { MessagesSquare } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { shortenId } from "@/components/ui/shorten-id";
import { paletteClientsQueryOptions, paletteConversationsQueryOptions } from "@/lib/queries/palette/queries";
import type { PaletteGroup } from "./palette-static";
import { useCurrentApp } from "./session-context";

const settleMs = 150;

/** What the IM server knows for a text: conversations by name, id or member, and clients. */
export function usePaletteSearch(query: string): {
  groups: PaletteGroup[];
  isPending: boolean;
  isFailed: boolean;
} {
  const t = useTranslations("shell.commands");
  const app = useCurrentApp();
  const appId = app?.id ?? "";
  const text = useSettled(query.trim());
  const isOn = appId !== "" && text !== "";
  const conversations = useQuery({ ...paletteConversationsQueryOptions(appId, text), enabled: isOn });
  const clients = useQuery({ ...paletteClientsQueryOptions(appId, text), enabled: isOn });
  const base = `/apps/${appId}`;
  return {
    groups: isOn
      ? [
          {
            heading: t("groups.conversations"),
            items: (conversations.data?.conversations ?? []).map((item) => ({
              id: `conversation-${item.id}`,
              label: item.name || shortenId(item.id),
              detail: item.name ? shortenId(item.id) : undefined,
              icon: <MessagesSquare size={16} />,
              href: `${base}/conversations/${encodeURIComponent(item.id)}`,
            })),
          },
          {
            heading: t("groups.clients"),
            items: (clients.data?.clients ?? []).slice(0, 6).map((id) => ({
              id: `client-${id}`,
              label: id,
              icon: <Avatar id={id} size={20} />,
              href: `${base}/clients/${encodeURIComponent(id)}`,
            })),
          },
        ]
      : [],
    isPending: isOn && (conversations.isFetching || clients.isFetching || text !== query.trim()),
    isFailed: isOn && (conversations.isError || clients.isError),
  };
}

/** The text once it has stayed the same for a moment: not every key asks the server. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), settleMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
