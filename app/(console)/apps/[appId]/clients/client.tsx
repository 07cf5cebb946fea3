"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { ClientLookup } from "@/components/clients/client-lookup";
import { PageBody } from "@/components/layout/page-body";
import { PageHeader } from "@/components/layout/page-header";
import { useQueryStates } from "@/lib/url-state/use-query-states";
import { clientsSearchParams } from "./search-params";

/** Looks clients up. */
export function ClientsClient({ appId }: { appId: string }) {
  const t = useTranslations("clients");
  const [params, setParams] = useQueryStates(clientsSearchParams, { history: "replace" });
  const search = useCallback((q: string) => void setParams({ q: q || null }), [setParams]);
  return (
    <>
      <PageHeader breadcrumbs={[{ label: t("title") }]} />
      <PageBody isNarrow>
        <ClientLookup appId={appId} q={params.q} onSearch={search} />
      </PageBody>
    </>
  );
}
