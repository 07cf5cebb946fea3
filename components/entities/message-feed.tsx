"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Message } from "@/lib/contracts/messages";
import { useDates } from "@/lib/i18n/use-dates";
import { ConversationLink } from "./conversation-link";
import { FeedRow } from "./feed-row";
import { type FeedItem, groupRuns, toFeed } from "./group-runs";
import { messageHref } from "./hrefs";
import { keepPlace, placeToRestore } from "./scroll-memory";
import { useConversationNames } from "./use-conversation-names";
import { useRowKeys } from "./use-row-keys";
import { useScrollParent } from "./use-scroll-parent";
import { useWindowedRows } from "./use-windowed-rows";

const guesses = { day: 40, run: 34, message: 40 } as const;

/** Messages newest first under the conversation they belong to; only what is in sight is in the page. */
export function MessageFeed({
  appId,
  memoryKey,
  pages,
  footer,
}: {
  appId: string;
  /** Names this list among others, to remember how far it was scrolled. */
  memoryKey: string;
  pages: readonly (readonly Message[])[];
  footer?: ReactNode;
}) {
  const t = useTranslations("entities.feed");
  const tMessage = useTranslations("entities.message");
  const router = useRouter();
  const { dayKey, longDay } = useDates();
  const list = useRef<HTMLDivElement>(null);
  const { parent, margin } = useScrollParent(list);
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const names = useConversationNames(appId, pages);
  const items = useMemo(() => toFeed(groupRuns(pages.flat(), dayKey), dayKey), [pages, dayKey]);

  const keys = useMemo(() => items.map((item) => item.key), [items]);
  const guess = useCallback((index: number) => guesses[items[index]?.type ?? "message"], [items]);
  const { total, rows, measure, scrollTo } = useWindowedRows({ keys, guess, scroller: parent, margin });

  const move = useCallback(
    (step: 1 | -1) => {
      const from = items.findIndex((item) => item.key === activeKey);
      let at = from < 0 ? (step === 1 ? 0 : items.length - 1) : from + step;
      while (items[at] && items[at]?.type !== "message") at += step;
      const item = items[at];
      if (!item) return;
      setActiveKey(item.key);
      scrollTo(at);
    },
    [items, activeKey, scrollTo],
  );
  const open = () => {
    const item = items.find((candidate) => candidate.key === activeKey);
    if (item?.type !== "message") return false;
    router.push(messageHref(appId, item.message));
    return true;
  };
  useRowKeys(t("label"), { move, open });

  // Coming back from a message finds the list where it was left.
  const place = `${appId}/${memoryKey}`;
  useLayoutEffect(() => {
    if (!parent) return;
    const top = placeToRestore(place);
    if (top !== null) parent.scrollTop = top;
    return () => keepPlace(place, parent.scrollTop);
  }, [parent, place]);

  const renderItem = (item: FeedItem) => {
    if (item.type === "day") {
      return <h2 className="px-1 pt-4 pb-2 font-medium text-muted text-xs">{longDay(item.at)}</h2>;
    }
    if (item.type === "run") {
      const newest = item.run.messages[0]?.message;
      return (
        <div className="mt-2 flex min-w-0 items-center gap-2 rounded-t-lg border border-line bg-sunken px-3 py-1.5 text-sm">
          <ConversationLink
            appId={appId}
            conversationId={item.run.conversationId}
            known={names.get(item.run.conversationId)}
            href={newest ? messageHref(appId, newest) : undefined}
          />
          {item.run.toClientId === null ? null : (
            <span className="truncate text-muted">{tMessage("to", { client: item.run.toClientId })}</span>
          )}
        </div>
      );
    }
    return (
      <FeedRow
        appId={appId}
        message={item.message}
        copies={item.copies}
        isActive={item.key === activeKey}
        isLast={item.isLast}
      />
    );
  };

  return (
    <>
      <section ref={list} aria-label={t("label")} className="relative" style={{ height: total }}>
        {rows.map(({ index, start }) => {
          const item = items[index];
          return item ? (
            <div
              key={item.key}
              ref={measure}
              data-row={item.key}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${start}px)` }}
            >
              {renderItem(item)}
            </div>
          ) : null;
        })}
      </section>
      {footer}
    </>
  );
}
