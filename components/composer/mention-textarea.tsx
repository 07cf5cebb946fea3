"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, type RefObject, useId, useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Bidi } from "@/components/ui/bidi";
import { cn } from "@/components/ui/cn";
import { Textarea } from "@/components/ui/textarea";
import { insertMention, matchMembers, mentionQuery } from "./mention-query";

/** The text of a message; typing @ offers members, and the chosen one is mentioned. */
export function MentionTextarea({
  value,
  onValueChange,
  onPasteText,
  members,
  onMention,
  textareaRef,
}: {
  value: string;
  onValueChange: (text: string) => void;
  onPasteText: (text: string) => void;
  members: readonly string[];
  onMention: (id: string) => void;
  textareaRef: RefObject<HTMLTextAreaElement | null>;
}) {
  const t = useTranslations("composer");
  const listId = useId();
  const [caret, setCaret] = useState(0);
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const [active, setActive] = useState(0);
  const typed = mentionQuery(value, caret);
  const matches = typed && typed.start !== closedAt ? matchMembers(members, typed.query) : [];
  const isOpen = matches.length > 0;
  const chosen = Math.min(active, matches.length - 1);

  const pick = (id: string) => {
    if (!typed) return;
    const next = insertMention(value, typed.start, caret, id);
    onValueChange(next.text);
    onMention(id);
    setActive(0);
    requestAnimationFrame(() => {
      textareaRef.current?.focus();
      textareaRef.current?.setSelectionRange(next.caret, next.caret);
      setCaret(next.caret);
    });
  };
  const handleKeyDown = (event: KeyboardEvent) => {
    if (!isOpen || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const id = matches[chosen];
    if (step !== undefined) setActive((chosen + step + matches.length) % matches.length);
    else if ((event.key === "Enter" || event.key === "Tab") && id !== undefined) pick(id);
    else if (event.key === "Escape" && typed) setClosedAt(typed.start);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="relative">
      {isOpen ? (
        <div
          id={listId}
          role="listbox"
          aria-label={t("mentionList")}
          className="absolute bottom-full left-0 z-20 mb-1 w-64 max-w-full overflow-hidden rounded-lg border border-line-strong bg-raised p-1 shadow-pop"
        >
          {matches.map((id, index) => (
            <div
              key={id}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              onPointerDown={(event) => {
                event.preventDefault();
                pick(id);
              }}
              className={cn(
                "flex cursor-pointer items-center gap-2 rounded-sm px-2 py-1",
                index === chosen && "bg-hover",
              )}
            >
              <Avatar id={id} size={20} />
              <Bidi className="truncate">{id}</Bidi>
            </div>
          ))}
        </div>
      ) : null}
      <Textarea
        ref={textareaRef}
        value={value}
        dir="auto"
        aria-label={t("text")}
        placeholder={t("textPlaceholder")}
        minRows={2}
        maxRows={10}
        aria-autocomplete="list"
        aria-controls={isOpen ? listId : undefined}
        aria-activedescendant={isOpen ? `${listId}-${chosen}` : undefined}
        onChange={(event) => {
          setCaret(event.target.selectionStart);
          setClosedAt(null);
          onValueChange(event.target.value);
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={handleKeyDown}
        onPaste={(event) => onPasteText(event.clipboardData.getData("text"))}
      />
    </div>
  );
}
