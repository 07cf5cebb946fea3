"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { LinkTabs } from "@/components/ui/link-tabs";
import { conversationCountQueryOptions } from "@/lib/queries/conversations/queries";

const kinds = ["all", "normal", "chatroom", "service"] as const;
type Kind = (typeof kinds)[number];
interface Filters {
  kind: Kind;
  q: string;
  where: string;
}

/** The kinds as tabs, each with how many of it match the filters. */
export function KindTabs({
  appId,
  filters,
  total,
  hrefFor,
}: {
  appId: string;
  filters: Filters;
  /** What the list itself says of the open tab; undefined while it loads. */
  total: number | null | undefined;
  hrefFor: (kind: Kind) => string;
}) {
  const t = useTranslations("conversations");
  const format = new Intl.NumberFormat(useLocale());
  const counts = {
    all: useCount(appId, filters, "all"),
    normal: useCount(appId, filters, "normal"),
    chatroom: useCount(appId, filters, "chatroom"),
    service: useCount(appId, filters, "service"),
  };
  const say = (count: number | null | undefined) =>
    count === undefined ? undefined : count === null ? `${format.format(1_000)}+` : format.format(count);
  return (
    <LinkTabs
      label={t("kindTabs")}
      items={kinds.map((kind) => ({
        href: hrefFor(kind),
        label: t(`tabs.${kind}`),
        count: say(kind === filters.kind ? total : counts[kind]),
        isActive: kind === filters.kind,
      }))}
    />
  );
}

/** How many of a kind match; the open tab's list says that itself. */
function useCount(appId: string, filters: Filters, kind: Kind): number | null | undefined {
  return useQuery({
    ...conversationCountQueryOptions(appId, { ...filters, kind }),
    enabled: kind !== filters.kind,
    retry: false,
  }).data;
}
