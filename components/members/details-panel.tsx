"use client";

import type { Conversation } from "@/lib/contracts/conversations";
import { AboutSection } from "./about-section";
import { ActivitySection } from "./activity-section";
import { AttributesSection } from "./attributes-section";
import { BlockedSection } from "./blocked-section";
import { MembersSection } from "./members-section";
import { RoomSection } from "./room-section";
import { SilencedSection } from "./silenced-section";

/** Everything about a conversation beside its messages: only what its kind has. */
export function DetailsPanel({
  appId,
  conversation,
  onMention,
}: {
  appId: string;
  conversation: Conversation;
  /** Null where nothing can be written. */
  onMention: ((clientId: string) => void) | null;
}) {
  const { kind } = conversation;
  return (
    <>
      {kind === "chatroom" ? <RoomSection appId={appId} conversationId={conversation.id} /> : null}
      {kind === "normal" || kind === "temporary" ? (
        <MembersSection appId={appId} conversation={conversation} onMention={onMention} />
      ) : null}
      <AttributesSection appId={appId} conversation={conversation} />
      {kind === "normal" || kind === "chatroom" ? (
        <>
          <SilencedSection appId={appId} conversation={conversation} />
          <BlockedSection appId={appId} conversation={conversation} />
        </>
      ) : null}
      <ActivitySection appId={appId} conversation={conversation} />
      <AboutSection appId={appId} conversation={conversation} />
    </>
  );
}
