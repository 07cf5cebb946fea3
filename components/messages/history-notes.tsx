"use client";

import { useActivity } from "@/lib/queries/live/use-activity";
import type { Freshness } from "@/lib/queries/messages/history-sync";
import type { HistoryWindow } from "@/lib/queries/messages/history-window";
import type { OutboxItem } from "@/lib/queries/messages/outbox";
import { AnnounceNew } from "./announce-new";
import { OthersHere } from "./others-here";
import { SinceBegan } from "./since-began";
import { useMessageKeys } from "./use-message-keys";
import { useSent } from "./use-sent";
import { useSinceBegan } from "./use-since-began";

/**
 * What stands between a history and its composer: what came since a reply was begun, and who else is here. It also
 * reads new messages out, follows what is sent and the history's keys, and tells the others what this operator does.
 */
export function HistoryNotes({
  appId,
  conversationId,
  client,
  window,
  tail,
  outbox: { items, confirm, discard },
  isWriting,
  onNewest,
}: {
  appId: string;
  conversationId: string;
  client: string | null;
  window: HistoryWindow | undefined;
  tail: Freshness & { refreshNow: () => void };
  outbox: {
    items: readonly OutboxItem[];
    confirm: (item: OutboxItem) => void;
    discard: (item: OutboxItem) => void;
  };
  isWriting: boolean;
  onNewest: () => void;
}) {
  const { refreshNow } = tail;
  useSent({ appId, conversationId, window, items, confirm, discard, refreshNow, onNewest });
  const { count, names, markSeen } = useSinceBegan({ window, tail, outbox: items, isWriting });
  useMessageKeys(onNewest);
  useActivity(appId, conversationId, client, isWriting ? "answering" : "viewing");
  return (
    <>
      {window?.newer === null ? <AnnounceNew messages={window.messages} /> : null}
      <SinceBegan
        count={count}
        names={names}
        onShow={() => {
          markSeen();
          onNewest();
        }}
      />
      <OthersHere appId={appId} conversationId={conversationId} client={client} />
    </>
  );
}
