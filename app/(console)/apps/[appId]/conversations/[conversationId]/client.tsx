"use client";

import { useQuery } from "@tanstack/react-query";
import { PanelRight } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { useCallback } from "react";
import { Delayed } from "@/components/layout/delayed";
import { ErrorState } from "@/components/layout/error-state";
import { ForbiddenState } from "@/components/layout/forbidden-state";
import { PageBody } from "@/components/layout/page-body";
import { PageHeader } from "@/components/layout/page-header";
import { useApp } from "@/components/layout/session-context";
import { SplitPanel } from "@/components/layout/split-panel";
import { DetailsPanel } from "@/components/members/details-panel";
import { HistorySkeleton } from "@/components/messages/history-skeleton";
import { IconButton } from "@/components/ui/icon-button";
import type { Conversation } from "@/lib/contracts/conversations";
import { isApiError } from "@/lib/queries/api-error";
import { conversationQueryOptions } from "@/lib/queries/conversations/queries";
import { ConversationHeader } from "./conversation-header";
import { HistoryWithComposer, useComposer } from "./history-with-composer";
import { conversationSearchParams, readPlace } from "./search-params";
import { usePanel } from "./use-panel";

const ServiceTabs = dynamic(() => import("./service-tabs").then((module) => module.ServiceTabs));

/** A conversation by its id: what it is decides what the page holds. */
export function ConversationClient({ conversationId }: { conversationId: string }) {
  const t = useTranslations("conversation");
  const list = useTranslations("conversations");
  const app = useApp();
  const query = useQuery(conversationQueryOptions(app.id, conversationId));
  if (query.data) {
    return query.data.kind === "service" ? (
      <ServiceTabs appId={app.id} conversation={query.data} />
    ) : (
      <ChatPage appId={app.id} conversation={query.data} />
    );
  }
  return (
    <>
      <PageHeader
        breadcrumbs={[
          { label: list("title"), href: `/apps/${encodeURIComponent(app.id)}/conversations` },
          { label: conversationId },
        ]}
      />
      <PageBody>
        {isApiError(query.error, "forbidden") ? (
          <ForbiddenState />
        ) : query.error ? (
          <ErrorState
            error={query.error}
            title={isApiError(query.error, "not_found") ? t("notFound") : undefined}
            onRetry={() => void query.refetch()}
          />
        ) : (
          <Delayed className="h-full">
            <HistorySkeleton />
          </Delayed>
        )}
      </PageBody>
    </>
  );
}

function ChatPage({ appId, conversation }: { appId: string; conversation: Conversation }) {
  const t = useTranslations("conversation");
  const [place, setPlace] = useQueryStates(conversationSearchParams, { history: "push" });
  const setAt = useCallback((at: string | null) => void setPlace({ at }), [setPlace]);
  const panel = usePanel();
  const composer = useComposer();
  return (
    <>
      <ConversationHeader appId={appId} conversation={conversation} onJump={(at) => setAt(String(at))}>
        <IconButton
          label={t("details")}
          isActive={panel.isOpen}
          aria-pressed={panel.isOpen}
          onClick={panel.toggle}
          className="max-md:hidden"
        >
          <PanelRight size={16} aria-hidden />
        </IconButton>
      </ConversationHeader>
      <SplitPanel
        label={t("view")}
        contentLabel={t("messages")}
        panelLabel={t("details")}
        isOpen={panel.isOpen}
        panel={<DetailsPanel appId={appId} conversation={conversation} onMention={composer.mention} />}
      >
        <HistoryWithComposer
          appId={appId}
          conversation={conversation}
          client={null}
          at={readPlace(place.at)}
          onAtChange={setAt}
          composer={composer}
        />
      </SplitPanel>
    </>
  );
}
