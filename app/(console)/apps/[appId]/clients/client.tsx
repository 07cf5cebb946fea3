"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { ClientLookup } from "@/components/clients/client-lookup";
import { PageBody } from "@/components/layout/page-body";
import { PageHeader } from "@/components/layout/page-header";
import { dynamic } from "@/components/ui/dynamic";
import { LinkTabs } from "@/components/ui/link-tabs";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useQueryStates } from "@/lib/url-state/use-query-states";
import { clientsSearchParams } from "./search-params";

const WatchList = dynamic(
  () => import("@/components/clients/watch-list").then((module) => module.WatchList),
  {
    loading: () => <SkeletonRows rows={6} columns={3} />,
  },
);

/** Looks clients up, and shows those that the operator watches. */
export function ClientsClient({ appId }: { appId: string }) {
  const t = useTranslations("clients");
  const watch = useTranslations("watch-list");
  const [params, setParams] = useQueryStates(clientsSearchParams, { history: "replace" });
  const search = useCallback((q: string) => void setParams({ q: q || null }), [setParams]);
  const base = `/apps/${encodeURIComponent(appId)}/clients`;
  const isWatching = params.view === "watch-list";
  return (
    <>
      <PageHeader breadcrumbs={[{ label: t("title") }]} />
      <PageBody>
        <div className={isWatching ? "mx-auto w-full max-w-5xl" : "mx-auto w-full max-w-2xl"}>
          <LinkTabs
            className="mb-5"
            label={watch("tabs")}
            items={[
              { href: base, label: watch("find"), isActive: !isWatching },
              { href: `${base}?view=watch-list`, label: watch("title"), isActive: isWatching },
            ]}
          />
          {isWatching ? (
            <WatchList appId={appId} />
          ) : (
            <ClientLookup appId={appId} q={params.q} onSearch={search} />
          )}
        </div>
      </PageBody>
    </>
  );
}
