"use client";

import { useTranslations } from "next-intl";
import { PageHeader } from "@/components/layout/page-header";
import { useShortcuts } from "@/components/layout/use-shortcuts";
import { HistoryView } from "@/components/search/history-view";
import { dynamic } from "@/components/ui/dynamic";
import { LinkTabs } from "@/components/ui/link-tabs";
import { useQueryStates } from "@/lib/url-state/use-query-states";
import { messageKinds, messagesSearchParams } from "./search-params";

const SearchView = dynamic(() =>
  import("@/components/search/search-view").then((module) => module.SearchView),
);

/** Every message of the app, newest first, and the search through them. */
export function MessagesClient({ appId }: { appId: string }) {
  const t = useTranslations("search");
  const [params, setParams] = useQueryStates(messagesSearchParams, { history: "replace" });
  const base = `/apps/${encodeURIComponent(appId)}/messages`;
  const isSearch = params.view === "search";
  useShortcuts(
    t("title"),
    isSearch
      ? []
      : [
          {
            keys: "/",
            label: t("tabs.search"),
            run: () => void setParams({ view: "search" }, { history: "push" }),
          },
        ],
  );
  const tabs = (
    <LinkTabs
      label={t("title")}
      items={[
        { href: base, label: t("tabs.history"), isActive: !isSearch },
        { href: `${base}?view=search`, label: t("tabs.search"), isActive: isSearch },
      ]}
    />
  );
  return (
    <>
      <PageHeader breadcrumbs={[{ label: t("title") }]} />
      {isSearch ? (
        <SearchView
          appId={appId}
          tabs={tabs}
          q={params.q}
          onSearch={(q) => void setParams({ q: q || null })}
        />
      ) : (
        <HistoryView
          appId={appId}
          tabs={tabs}
          kinds={messageKinds}
          filters={params}
          onFiltersChange={(change) => void setParams(change)}
        />
      )}
    </>
  );
}
