"use client";

import { useQuery } from "@tanstack/react-query";
import { MessagesSquare } from "lucide-react";
import { useTranslations } from "next-intl";
import { Delayed } from "@/components/layout/delayed";
import { EmptyState } from "@/components/layout/empty-state";
import { ErrorState } from "@/components/layout/error-state";
import { ForbiddenState } from "@/components/layout/forbidden-state";
import { PageBody } from "@/components/layout/page-body";
import { PageHeader } from "@/components/layout/page-header";
import { useApp } from "@/components/layout/session-context";
import { HistorySkeleton } from "@/components/messages/history-skeleton";
import { ButtonLink } from "@/components/ui/button";
import { dynamic } from "@/components/ui/dynamic";
import { isApiError } from "@/lib/queries/api-error";
import { conversationQueryOptions } from "@/lib/queries/conversations/queries";

const loadChat = () => import("./chat-page").then((module) => module.ChatPage);
const ChatPage = dynamic(loadChat);
const ServiceTabs = dynamic(() => import("./service-tabs").then((module) => module.ServiceTabs));
// Fetched beside the conversation itself, not after it.
if (typeof window !== "undefined") void loadChat();

/** A conversation by its id: what it is decides what the page holds. */
export function ConversationClient({ conversationId }: { conversationId: string }) {
  const t = useTranslations("conversation");
  const list = useTranslations("conversations");
  const app = useApp();
  const query = useQuery(conversationQueryOptions(app.id, conversationId));
  // Somebody may delete it while it is open.
  if (query.data && !isApiError(query.error, "not_found")) {
    return query.data.kind === "service" ? (
      <ServiceTabs appId={app.id} conversation={query.data} />
    ) : (
      <ChatPage appId={app.id} conversation={query.data} />
    );
  }
  const listHref = `/apps/${encodeURIComponent(app.id)}/conversations`;
  return (
    <>
      <PageHeader breadcrumbs={[{ label: list("title"), href: listHref }, { label: conversationId }]} />
      <PageBody>
        {isApiError(query.error, "forbidden") ? (
          <ForbiddenState />
        ) : isApiError(query.error, "not_found") ? (
          <EmptyState
            icon={<MessagesSquare size={18} />}
            title={t("notFound")}
            description={t("notFoundHint")}
            action={<ButtonLink href={listHref}>{t("toList")}</ButtonLink>}
          />
        ) : query.error ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Delayed className="h-full">
            <HistorySkeleton />
          </Delayed>
        )}
      </PageBody>
    </>
  );
}
