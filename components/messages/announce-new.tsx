"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { Message } from "@/lib/contracts/messages";

/** What comes within this time is told together. */
const gatherMs = 1_500;
const maxText = 200;

/** Reads new messages out to those who are in the history with a screen reader: one by one, or how many there were. */
export function AnnounceNew({ messages }: { messages: readonly Message[] }) {
  const t = useTranslations("live");
  const [text, setText] = useState("");
  const lastAt = useRef<number | null>(null);
  const waiting = useRef<Message[]>([]);
  const newest = messages.at(-1)?.timestamp ?? null;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    const from = lastAt.current;
    lastAt.current = newest;
    if (from === null || newest === null || newest <= from) return;
    if (!document.activeElement?.closest("[role=feed]")) return;
    if (waiting.current.length === 0) {
      timer.current = setTimeout(() => {
        const [first, ...more] = waiting.current.splice(0);
        if (first) setText(more.length > 0 ? t("arrivedMany", { count: more.length + 1 }) : sayOne(t, first));
      }, gatherMs);
    }
    waiting.current.push(...messages.filter((message) => message.timestamp > from));
  }, [newest, messages, t]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <p aria-live="polite" className="sr-only">
      {text}
    </p>
  );
}

function sayOne(t: ReturnType<typeof useTranslations<"live">>, { from, payload }: Message): string {
  const said = "text" in payload ? payload.text : null;
  return said ? t("arrived", { name: from, text: said.slice(0, maxText) }) : t("arrivedMany", { count: 1 });
}
