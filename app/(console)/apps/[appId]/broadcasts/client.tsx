"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { QuotaLine } from "@/components/broadcasts/quota-line";
import { ServiceFilter } from "@/components/broadcasts/service-filter";
import { composeHref } from "@/components/entities/hrefs";
import { Delayed } from "@/components/layout/delayed";
import { PageBody } from "@/components/layout/page-body";
import { PageHeader } from "@/components/layout/page-header";
import { useCan } from "@/components/layout/session-context";
import { StatusLine } from "@/components/layout/status-line";
import { ButtonLink } from "@/components/ui/button";
import { dynamic } from "@/components/ui/dynamic";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useQueryStates } from "@/lib/url-state/use-query-states";
import { BroadcastReach } from "./broadcast-reach";
import { broadcastsSearchParams, serializeBroadcasts } from "./search-params";

const loadList = () =>
  import("@/components/broadcasts/broadcast-list").then((module) => module.BroadcastList);
const BroadcastList = dynamic(loadList, {
  loading: () => (
    <Delayed>
      <SkeletonRows rows={4} columns={4} />
    </Delayed>
  ),
});
// Fetched while the page is still being put together, not after.
if (typeof window !== "undefined") void loadList();

/** The current broadcasts, of all service conversations or of one. */
export function BroadcastsClient({ appId }: { appId: string }) {
  const t = useTranslations("broadcasts");
  const can = useCan();
  const [params, setParams] = useQueryStates(broadcastsSearchParams, { history: "push" });
  const { conversation, page } = params;
  const base = `/apps/${encodeURIComponent(appId)}/broadcasts`;
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: t("title") }]}
        actions={
          can("broadcast.send") || can("service.send") ? (
            <ButtonLink
              variant="primary"
              icon={<Plus size={15} aria-hidden />}
              href={composeHref(appId, { conversationId: conversation || undefined })}
            >
              <span className="max-sm:hidden">{t("new")}</span>
              <span className="sm:hidden">{t("newShort")}</span>
            </ButtonLink>
          ) : null
        }
      />
      <PageBody>
        <div className="mx-auto flex w-full max-w-5xl flex-col gap-6">
          <ServiceFilter
            appId={appId}
            value={conversation}
            onValueChange={(next) => void setParams({ conversation: next || null, page: null })}
          />
          <BroadcastList
            appId={appId}
            conversationId={conversation || null}
            page={page}
            hrefFor={(next) => serializeBroadcasts(base, { conversation, page: next })}
            renderReach={(broadcast, onClose) => (
              <BroadcastReach appId={appId} broadcast={broadcast} onClose={onClose} />
            )}
          />
        </div>
      </PageBody>
      {conversation !== "" && can("broadcast.send") ? (
        <StatusLine end={<QuotaLine appId={appId} conversationId={conversation} />} />
      ) : null}
    </>
  );
}
