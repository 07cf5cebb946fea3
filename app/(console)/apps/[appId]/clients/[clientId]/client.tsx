"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { ClientActions } from "@/components/clients/client-actions";
import { ClientHeader } from "@/components/clients/client-header";
import { ClientMessages } from "@/components/clients/client-messages";
import { readRecent, recentKey, withRecent } from "@/components/clients/recent-clients";
import { clientHref } from "@/components/entities/hrefs";
import { useKeptState } from "@/components/entities/use-kept-state";
import { PageBody } from "@/components/layout/page-body";
import { PageHeader } from "@/components/layout/page-header";
import { dynamic } from "@/components/ui/dynamic";
import { LinkTabs } from "@/components/ui/link-tabs";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useQueryStates } from "@/lib/url-state/use-query-states";
import { clientSearchParams, clientTabs } from "./search-params";

const loading = () => <SkeletonRows rows={6} columns={3} />;
const ClientConversations = dynamic(
  () => import("@/components/clients/client-conversations").then((module) => module.ClientConversations),
  { loading },
);
const ClientSubscriptions = dynamic(
  () => import("@/components/clients/client-subscriptions").then((module) => module.ClientSubscriptions),
  { loading },
);
const ClientRestrictions = dynamic(
  () => import("@/components/clients/client-restrictions").then((module) => module.ClientRestrictions),
  { loading },
);
const ClientSessions = dynamic(
  () => import("@/components/clients/client-sessions").then((module) => module.ClientSessions),
  { loading },
);
const ClientUnread = dynamic(
  () => import("@/components/clients/client-unread").then((module) => module.ClientUnread),
  { loading },
);

/** One client: who it is, what it sent, where it is, what waits for it. */
export function ClientClient({ appId, clientId }: { appId: string; clientId: string }) {
  const t = useTranslations("clients");
  const [{ tab, page }] = useQueryStates(clientSearchParams);
  const { value: recent, set: setRecent, isLoaded } = useKeptState(recentKey(appId), readRecent);
  useEffect(() => {
    if (isLoaded && recent[0] !== clientId) setRecent(withRecent(recent, clientId));
  }, [isLoaded, recent, clientId, setRecent]);
  return (
    <>
      <PageHeader
        breadcrumbs={[
          { label: t("title"), href: `/apps/${encodeURIComponent(appId)}/clients` },
          { label: clientId },
        ]}
        actions={<ClientActions appId={appId} clientId={clientId} />}
      />
      <PageBody>
        <div className="mx-auto flex w-full max-w-5xl flex-col gap-5">
          <ClientHeader appId={appId} clientId={clientId} />
          <LinkTabs
            label={t("tabs.label")}
            items={clientTabs.map((one) => ({
              href: clientHref(appId, clientId, one === "messages" ? undefined : one),
              label: t(`tabs.${one}`),
              isActive: one === tab,
            }))}
          />
          {tab === "messages" ? <ClientMessages appId={appId} clientId={clientId} /> : null}
          {tab === "conversations" ? (
            <ClientConversations
              appId={appId}
              clientId={clientId}
              page={page}
              hrefFor={(next) => `${clientHref(appId, clientId, "conversations")}&page=${next}`}
            />
          ) : null}
          {tab === "subscriptions" ? <ClientSubscriptions appId={appId} clientId={clientId} /> : null}
          {tab === "restrictions" ? <ClientRestrictions appId={appId} clientId={clientId} /> : null}
          {tab === "activity" ? <ClientSessions appId={appId} clientId={clientId} /> : null}
          {tab === "unread" ? <ClientUnread appId={appId} clientId={clientId} /> : null}
        </div>
      </PageBody>
    </>
  );
}
