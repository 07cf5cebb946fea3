"use client";

import { useTranslations } from "next-intl";
import { type RefObject, useCallback, useMemo, useRef, useState } from "react";
import type { ComposerHandle } from "@/components/composer/composer";
import { useApp, useCan } from "@/components/layout/session-context";
import { MessageHistory } from "@/components/messages/message-history";
import { dynamic } from "@/components/ui/dynamic";
import { Skeleton } from "@/components/ui/skeleton";
import type { Conversation } from "@/lib/contracts/conversations";
import type { Message } from "@/lib/contracts/messages";
import { useOutbox } from "@/lib/queries/messages/use-outbox";

const loadComposer = () => {
  // A message on its way is shown the moment it is sent.
  void import("@/components/messages/pending-row");
  return import("./message-composer").then((module) => module.MessageComposer);
};
const MessageComposer = dynamic(loadComposer, { loading: ComposerSkeleton });
const EditMessageDialog = dynamic(() =>
  import("@/components/composer/edit-message-dialog").then((module) => module.EditMessageDialog),
);

interface ComposerLink {
  ref: RefObject<ComposerHandle | null>;
  mention: (clientId: string) => void;
}

/** Ties what stands beside the composer to it: "mention" in a menu writes there. */
export function useComposer(): ComposerLink {
  const ref = useRef<ComposerHandle | null>(null);
  const mention = useCallback((clientId: string) => ref.current?.mention(clientId), []);
  return useMemo(() => ({ ref, mention }), [mention]);
}

/** Whether this person writes here, and as whom: null for anyone. */
export function useMaySend(client: string | null) {
  const app = useApp();
  const can = useCan();
  const senderIds = app.role === "agent" ? app.senderIds : null;
  const maySend = can(client === null ? "message.send" : "service.send") && senderIds?.length !== 0;
  return { maySend, senderIds };
}

/** The messages and, below them, writing one; of a conversation, or of a service with one user. */
export function HistoryWithComposer({
  appId,
  conversation,
  client,
  at,
  onAtChange,
  onShown,
  composer,
}: {
  appId: string;
  conversation: Conversation;
  client: string | null;
  at: string | null;
  onAtChange: (at: string | null) => void;
  /** The messages are there, or the reason why not. */
  onShown?: () => void;
  composer: ComposerLink;
}) {
  const app = useApp();
  const outbox = useOutbox(appId, conversation.id, client);
  const [editing, setEditing] = useState<Message | null>(null);
  const [isWriting, setWriting] = useState(false);
  const [isShown, setShown] = useState(false);
  const handleShown = useCallback(() => {
    setShown(true);
    onShown?.();
  }, [onShown]);
  // What went to all subscribers is written on the page for announcements.
  const isShared = conversation.kind === "service" && client === null;
  const { maySend, senderIds } = useMaySend(client);
  return (
    <>
      <MessageHistory
        appId={appId}
        conversation={conversation}
        client={client}
        at={at}
        onAtChange={onAtChange}
        outbox={outbox}
        isWriting={isWriting}
        hasVersions={app.capabilities.includes("versions")}
        onMention={maySend && !isShared && client === null ? composer.mention : null}
        onEdit={setEditing}
        isShown={isShown}
        onShown={handleShown}
      >
        {isShared ? null : !maySend ? (
          <NoComposer hasNoSender={senderIds?.length === 0} />
        ) : !isShown ? (
          <ComposerSkeleton />
        ) : (
          <MessageComposer
            ref={composer.ref}
            appId={appId}
            conversation={conversation}
            client={client}
            senderIds={senderIds}
            onWritingChange={setWriting}
          />
        )}
      </MessageHistory>
      {editing ? (
        <EditMessageDialog appId={appId} message={editing} onClose={() => setEditing(null)} />
      ) : null}
    </>
  );
}

function NoComposer({ hasNoSender }: { hasNoSender: boolean }) {
  const t = useTranslations("composer");
  return (
    <p className="shrink-0 border-t bg-sunken px-4 py-3 text-muted text-sm">
      {hasNoSender ? t("asNone") : t("notAllowed")}
    </p>
  );
}

function ComposerSkeleton() {
  return (
    <div className="flex shrink-0 flex-col gap-2 border-t px-4 pt-2.5 pb-2">
      <Skeleton className="h-7 w-64" />
      <Skeleton className="h-14 w-full" />
      <Skeleton className="h-8 w-full" />
    </div>
  );
}
