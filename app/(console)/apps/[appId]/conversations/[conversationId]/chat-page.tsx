"use client";

import { PanelRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { Delayed } from "@/components/layout/delayed";
import { SplitPanel } from "@/components/layout/split-panel";
import { dynamic } from "@/components/ui/dynamic";
import { IconButton } from "@/components/ui/icon-button";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { Conversation } from "@/lib/contracts/conversations";
import { useQueryStates } from "@/lib/url-state/use-query-states";
import { ConversationHeader } from "./conversation-header";
import { HistoryWithComposer, useComposer, useMaySend } from "./history-with-composer";
import { conversationSearchParams, readPlace } from "./search-params";
import { usePanel } from "./use-panel";

const DetailsPanel = dynamic(
  () => import("@/components/members/details-panel").then((module) => module.DetailsPanel),
  { loading: PanelSkeleton },
);

/** A normal conversation or a chat room: messages, writing, and the details beside them. */
export function ChatPage({ appId, conversation }: { appId: string; conversation: Conversation }) {
  const t = useTranslations("conversation");
  const [place, setPlace] = useQueryStates(conversationSearchParams, { history: "push" });
  const setAt = useCallback((at: string | null) => void setPlace({ at }), [setPlace]);
  const panel = usePanel();
  const composer = useComposer();
  const { maySend } = useMaySend(null);
  const [isShown, setShown] = useState(false);
  const handleShown = useCallback(() => setShown(true), []);
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
        panel={
          isShown ? (
            <DetailsPanel
              appId={appId}
              conversation={conversation}
              onMention={maySend ? composer.mention : null}
            />
          ) : (
            <PanelSkeleton />
          )
        }
      >
        <HistoryWithComposer
          appId={appId}
          conversation={conversation}
          client={null}
          at={readPlace(place.at)}
          onAtChange={setAt}
          onShown={handleShown}
          composer={composer}
        />
      </SplitPanel>
    </>
  );
}

function PanelSkeleton() {
  return (
    <Delayed className="p-4">
      <SkeletonRows rows={8} columns={1} />
    </Delayed>
  );
}
