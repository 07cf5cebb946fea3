"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { cn } from "@/components/ui/cn";
import { longWords } from "@/components/ui/long-words";
import { linkify, type TextPart } from "./linkify";

const foldAfterChars = 1_200;
const foldAfterLines = 16;

/** A message's words: never HTML, direction of its own, web links with their host, folded when very long. */
export function RichText({ text, className }: { text: string; className?: string }) {
  const t = useTranslations("common.actions");
  const parts = useMemo(() => keyed(linkify(text)), [text]);
  const isLong = text.length > foldAfterChars || text.split("\n", foldAfterLines + 1).length > foldAfterLines;
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={cn("max-w-[48rem]", className)}>
      <div
        dir="auto"
        className={cn(
          "whitespace-pre-wrap [overflow-wrap:anywhere] [unicode-bidi:plaintext]",
          isLong && !isOpen && "line-clamp-12",
          longWords(text),
        )}
      >
        {parts.map(({ key, part }) => (part.type === "text" ? part.text : <WebLink key={key} part={part} />))}
      </div>
      {isLong ? (
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          className="rounded-sm text-accent-ink text-sm hover:underline"
        >
          {isOpen ? t("showLess") : t("showMore")}
        </button>
      ) : null}
    </div>
  );
}

function WebLink({ part }: { part: Extract<TextPart, { type: "link" }> }) {
  const t = useTranslations("messages");
  const { text, href, host, hostAt } = part;
  return (
    <bdi dir="ltr">
      <a
        href={href}
        target="_blank"
        rel="noopener noreferrer nofollow ugc"
        referrerPolicy="no-referrer"
        data-tip={t("opensHost", { host })}
        className="rounded-sm text-accent-ink underline decoration-accent-line underline-offset-2 hover:decoration-current"
      >
        {hostAt < 0 ? (
          text
        ) : (
          <>
            {text.slice(0, hostAt)}
            <span className="font-semibold">{text.slice(hostAt, hostAt + host.length)}</span>
            {text.slice(hostAt + host.length)}
          </>
        )}
      </a>
      {hostAt < 0 ? (
        <span className="ml-1 rounded-sm bg-warn-soft px-1 font-mono text-warn-ink text-xs">{host}</span>
      ) : null}
    </bdi>
  );
}

function keyed(parts: TextPart[]) {
  let at = 0;
  return parts.map((part) => {
    const key = `${part.type}${at}`;
    at += part.text.length;
    return { key, part };
  });
}
