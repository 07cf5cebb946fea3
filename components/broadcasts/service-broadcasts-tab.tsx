"use client";

import { Megaphone } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { composeHref, conversationHref } from "@/components/entities/hrefs";
import { PageBody } from "@/components/layout/page-body";
import { useCan } from "@/components/layout/session-context";
import { ButtonLink } from "@/components/ui/button";
import type { Broadcast } from "@/lib/contracts/broadcasts";
import type { Conversation } from "@/lib/contracts/conversations";
import { parseAsInteger } from "@/lib/url-state/parsers";
import { useQueryStates } from "@/lib/url-state/use-query-states";
import { BroadcastList } from "./broadcast-list";

const pageParams = { page: parseAsInteger.withDefault(1) };

/** What this service conversation has broadcast and is still valid, and the way to a new announcement. */
export function ServiceBroadcastsTab({
  appId,
  conversation,
  renderReach,
}: {
  appId: string;
  conversation: Conversation;
  renderReach: (broadcast: Broadcast, onClose: () => void) => ReactNode;
}) {
  const t = useTranslations("broadcasts.tab");
  const can = useCan();
  const [{ page }] = useQueryStates(pageParams);
  return (
    <PageBody>
      <div className="mx-auto flex w-full max-w-5xl flex-col gap-4">
        {can("broadcast.send") ? (
          <div className="flex flex-wrap justify-end gap-2">
            <ButtonLink
              href={composeHref(appId, { conversationId: conversation.id, audience: "subscribers" })}
            >
              {t("toSubscribers")}
            </ButtonLink>
            <ButtonLink
              variant="primary"
              icon={<Megaphone size={14} aria-hidden />}
              href={composeHref(appId, { conversationId: conversation.id, audience: "everyone" })}
            >
              {t("toEveryone")}
            </ButtonLink>
          </div>
        ) : null}
        <BroadcastList
          appId={appId}
          conversationId={conversation.id}
          page={page}
          hrefFor={(next) => `${conversationHref(appId, conversation.id)}?tab=broadcasts&page=${next}`}
          renderReach={renderReach}
        />
      </div>
    </PageBody>
  );
}
