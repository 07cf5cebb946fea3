"use client";

import { MessagesSquare } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import { Delayed } from "@/components/layout/delayed";
import { EmptyState } from "@/components/layout/empty-state";
import { ErrorState } from "@/components/layout/error-state";
import { ForbiddenState } from "@/components/layout/forbidden-state";
import { StatusLine } from "@/components/layout/status-line";
import { dynamic } from "@/components/ui/dynamic";
import type { Conversation } from "@/lib/contracts/conversations";
import type { Message } from "@/lib/contracts/messages";
import { useDates } from "@/lib/i18n/use-dates";
import { isApiError } from "@/lib/queries/api-error";
import { cursorMessageId, type HistoryWindow } from "@/lib/queries/messages/history-window";
import type { OutboxItem } from "@/lib/queries/messages/outbox";
import { useHistory } from "@/lib/queries/messages/use-history";
import { DaySeparator } from "./day-separator";
import { HistorySkeleton } from "./history-skeleton";
import type { ScrollTarget } from "./list-place";
import { MessageList } from "./message-list";
import type { MenuRequest } from "./message-menu";
import { MessageRow } from "./message-row";
import { buildRows, type HistoryRow } from "./rows";

const HistoryNotes = dynamic(() => import("./history-notes").then((module) => module.HistoryNotes));
const HistoryStatus = dynamic(() => import("./history-status").then((module) => module.HistoryStatus));
const MessageMenu = dynamic(() => import("./message-menu").then((module) => module.MessageMenu));
const PendingRow = dynamic(() => import("./pending-row").then((module) => module.PendingRow));

interface MessageHistoryProps {
  appId: string;
  conversation: Conversation;
  /** A service conversation's private history with this client. */
  client: string | null;
  /** The place in the address. */
  at: string | null;
  onAtChange: (at: string | null) => void;
  outbox: {
    items: readonly OutboxItem[];
    retry: (item: OutboxItem) => void;
    confirm: (item: OutboxItem) => void;
    discard: (item: OutboxItem) => void;
  };
  /** A reply is being written. */
  isWriting: boolean;
  hasVersions: boolean;
  /** Null where nothing can be written. */
  onMention: ((clientId: string) => void) | null;
  onEdit: (message: Message) => void;
  /** The messages are there, or the reason why not: what stands beside them may come. */
  isShown: boolean;
  onShown: () => void;
  /** The composer. */
  children?: ReactNode;
}

/** A conversation's messages as a chat, opened at the newest or at the address's place. */
export function MessageHistory(props: MessageHistoryProps) {
  const { appId, conversation, client, at, outbox, isWriting, hasVersions, isShown, onShown, children } =
    props;
  const t = useTranslations("messages");
  const { dayKey } = useDates();
  const { history, target, toNewest } = usePlace(props);
  const { window } = history;
  const isComplete = window?.newer === null;
  const isReady = window !== undefined || history.query.isError;
  useEffect(() => {
    if (!isReady) return;
    // In the next frame: the rows are drawn after their frame has been measured.
    const frame = requestAnimationFrame(onShown);
    return () => cancelAnimationFrame(frame);
  }, [isReady, onShown]);
  const rows = useMemo(
    () => buildRows(window?.messages ?? [], isComplete ? outbox.items : [], dayKey, window?.older !== null),
    [window, isComplete, outbox.items, dayKey],
  );
  const { unseen, handleEnd } = useUnseen(rows, isComplete, history.tail.beyond);
  const [menu, setMenu] = useState<MenuRequest | null>(null);
  const openMenu = useCallback((message: Message, place: MenuRequest["place"]) => {
    setMenu({ kind: "menu", message, place });
  }, []);
  const openVersions = useCallback((message: Message) => setMenu({ kind: "versions", message }), []);

  const highlighted = at === null ? null : cursorMessageId(at);
  const renderRow = (row: HistoryRow) => (
    <>
      {row.isDayStart ? <DaySeparator at={row.at} /> : null}
      {row.type === "message" ? (
        <MessageRow
          appId={appId}
          message={row.message}
          isGroupStart={row.isGroupStart}
          isHighlighted={row.message.id === highlighted}
          hasVersions={hasVersions}
          onMenu={openMenu}
          onVersions={openVersions}
        />
      ) : (
        <PendingRow
          appId={appId}
          item={row.item}
          isGroupStart={row.isGroupStart}
          onRetry={outbox.retry}
          onDiscard={outbox.discard}
        />
      )}
    </>
  );

  return (
    <>
      {window === undefined ? (
        <HistoryLoading error={history.query.error} onRetry={() => void history.query.refetch()} />
      ) : rows.length === 0 ? (
        <div className="min-h-0 flex-1 overflow-y-auto">
          <EmptyState
            icon={<MessagesSquare size={18} />}
            title={t("empty.title")}
            description={t(client === null ? "empty.description" : "empty.private")}
          />
        </div>
      ) : (
        <MessageList
          label={t("title")}
          rows={rows}
          target={target}
          isShown={isShown}
          older={{ ...history.older, hasMore: window.older !== null }}
          newer={{ ...history.newer, hasMore: window.newer !== null }}
          beginning={<Beginning conversation={conversation} window={window} />}
          unseen={unseen}
          onEnd={handleEnd}
          onReadBack={history.setHoldsOldest}
          onNewest={toNewest}
          renderRow={renderRow}
        />
      )}
      {isShown ? (
        <HistoryNotes
          appId={appId}
          conversationId={conversation.id}
          client={client}
          window={window}
          tail={history.tail}
          outbox={outbox}
          isWriting={isWriting}
          onNewest={toNewest}
        />
      ) : null}
      {children}
      <StatusLine>
        {isShown ? <HistoryStatus appId={appId} tail={history.tail} isComplete={isComplete} /> : null}
      </StatusLine>
      {menu ? (
        <MessageMenu {...props} request={menu} onRequest={setMenu} onDone={history.tail.refreshNow} />
      ) : null}
    </>
  );
}

/** Which window is open and where to scroll in it, following the address. */
function usePlace({ appId, conversation, client, at, isShown, onAtChange }: MessageHistoryProps) {
  const [anchor, setAnchor] = useState({ at, client });
  const [seenAt, setSeenAt] = useState(at);
  const [target, setTarget] = useState<ScrollTarget>({ cursor: at, nonce: 0 });
  const history = useHistory(appId, conversation.id, anchor, isShown);
  const { window, forget } = history;
  const scrollTo = (cursor: string | null) => setTarget((last) => ({ cursor, nonce: last.nonce + 1 }));
  if (at !== seenAt) {
    setSeenAt(at);
    // A place that is in memory already is scrolled to; another one opens its own window.
    if (at !== null && !holds(window, at)) setAnchor({ at, client });
    if (at !== null) scrollTo(at);
  }

  const isBehind = window !== undefined && window.newer !== null;
  const toNewest = useCallback(() => {
    if (isBehind) {
      const newest = { at: null, client };
      forget(newest);
      setAnchor(newest);
    }
    setTarget((last) => ({ cursor: null, nonce: last.nonce + 1 }));
    onAtChange(null);
  }, [isBehind, client, forget, onAtChange]);
  return { history, target, toNewest };
}

function holds(window: HistoryWindow | undefined, cursor: string): boolean {
  const id = cursorMessageId(cursor);
  return id !== null && (window?.messages.some((message) => message.id === id) ?? false);
}

/**
 * How many messages came since the newest end was last in view; what is only read on towards it does not count.
 * `beyond`: those that are told of and not in memory.
 */
function useUnseen(rows: HistoryRow[], isComplete: boolean, beyond: number) {
  const [seenUntil, setSeenUntil] = useState<number | null>(null);
  const [wasComplete, setWasComplete] = useState(false);
  const last = rows.at(-1)?.at ?? null;
  useEffect(() => {
    if (!isComplete || !wasComplete) setSeenUntil(last);
    setWasComplete(isComplete);
  }, [isComplete, wasComplete, last]);
  const handleEnd = useCallback(
    (isAtEnd: boolean) => {
      if (isAtEnd) setSeenUntil(last);
    },
    [last],
  );
  if (!isComplete) return { unseen: beyond, handleEnd };
  const isCounting = wasComplete && seenUntil !== null;
  const unseen = isCounting ? rows.filter((row) => row.type === "message" && row.at > seenUntil).length : 0;
  return { unseen, handleEnd };
}

function HistoryLoading({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <div className="min-h-0 flex-1 overflow-hidden">
      {isApiError(error, "forbidden") ? (
        <ForbiddenState />
      ) : error ? (
        <ErrorState error={error} onRetry={onRetry} />
      ) : (
        <Delayed className="h-full">
          <HistorySkeleton />
        </Delayed>
      )}
    </div>
  );
}

const keptMs = 180 * 86_400_000;

/** What stands above the first message: the beginning, or how far back the server keeps. */
function Beginning({ conversation, window }: { conversation: Conversation; window: HistoryWindow }) {
  const t = useTranslations("messages");
  const first = window.messages[0];
  const isCut = first !== undefined && first.timestamp - conversation.createdAt > keptMs;
  return <span>{isCut ? t("olderNotKept") : t("beginning")}</span>;
}
