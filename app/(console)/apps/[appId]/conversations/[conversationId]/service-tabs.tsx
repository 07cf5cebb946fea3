"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { conversationHref } from "@/components/entities/hrefs";
import { Delayed } from "@/components/layout/delayed";
import { dynamic } from "@/components/ui/dynamic";
import { LinkTabs } from "@/components/ui/link-tabs";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { Conversation } from "@/lib/contracts/conversations";
import { useQueryStates } from "@/lib/url-state/use-query-states";
import { BroadcastReach } from "../../broadcasts/broadcast-reach";
import { ConversationHeader } from "./conversation-header";
import { HistoryWithComposer, useComposer } from "./history-with-composer";
import { conversationSearchParams, readPlace, type ServiceTab, serviceTabs } from "./search-params";

const loading = () => (
  <Delayed>
    <SkeletonRows />
  </Delayed>
);
const SubscribersTab = dynamic(
  () => import("@/components/services/subscribers-tab").then((module) => module.SubscribersTab),
  { loading },
);
const ServiceMessagesTab = dynamic(
  () => import("@/components/services/service-messages-tab").then((module) => module.ServiceMessagesTab),
  { loading },
);
const ServiceBroadcastsTab = dynamic(
  () =>
    import("@/components/broadcasts/service-broadcasts-tab").then((module) => module.ServiceBroadcastsTab),
  { loading },
);
const ServiceSettingsTab = dynamic(
  () => import("@/components/services/service-settings-tab").then((module) => module.ServiceSettingsTab),
  { loading },
);

/** A service conversation: its subscribers, what was said with each, its broadcasts and its settings. */
export function ServiceTabs({ appId, conversation }: { appId: string; conversation: Conversation }) {
  const t = useTranslations("conversation");
  const [place, setPlace] = useQueryStates(conversationSearchParams, { history: "push" });
  const setAt = useCallback((at: string | null) => void setPlace({ at }), [setPlace]);
  const composer = useComposer();
  // A place or a user in the address means the messages, also without a tab.
  const tab: ServiceTab =
    place.tab ?? (place.client !== null || place.at !== null ? "messages" : "subscribers");
  const base = conversationHref(appId, conversation.id);
  return (
    <>
      <ConversationHeader
        appId={appId}
        conversation={conversation}
        onJump={tab === "messages" && place.client !== null ? (at) => setAt(String(at)) : undefined}
      />
      <div className="border-b px-4 pt-1 max-md:px-2">
        <LinkTabs
          label={t("view")}
          items={serviceTabs.map((value) => ({
            href: `${base}?tab=${value}`,
            label: t(`tabs.${value}`),
            isActive: value === tab,
          }))}
        />
      </div>
      <div className="flex min-h-0 flex-1 flex-col">
        {tab === "subscribers" ? <SubscribersTab appId={appId} conversation={conversation} /> : null}
        {tab === "messages" ? (
          <ServiceMessagesTab
            appId={appId}
            conversation={conversation}
            renderHistory={(client) => (
              <HistoryWithComposer
                key={client ?? ""}
                appId={appId}
                conversation={conversation}
                client={client}
                at={readPlace(place.at)}
                onAtChange={setAt}
                composer={composer}
              />
            )}
          />
        ) : null}
        {tab === "broadcasts" ? (
          <ServiceBroadcastsTab
            appId={appId}
            conversation={conversation}
            renderReach={(broadcast, onClose) => (
              <BroadcastReach appId={appId} broadcast={broadcast} onClose={onClose} />
            )}
          />
        ) : null}
        {tab === "settings" ? <ServiceSettingsTab appId={appId} conversation={conversation} /> : null}
      </div>
    </>
  );
}
