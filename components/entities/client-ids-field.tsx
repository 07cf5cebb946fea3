"use client";

import { useTranslations } from "next-intl";
import { type ClipboardEvent, type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Bidi } from "@/components/ui/bidi";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { mergeClientIds } from "@/lib/text/parse-client-ids";

const shownAtFirst = 100;

/** Client ids by typing or paste, kept as removable chips; repeated and over-long ids are named, not dropped silently. */
export function ClientIdsField({
  label,
  hint,
  value,
  onValueChange,
  onLeftoverChange,
  limit,
  isRequired = false,
}: {
  label: string;
  hint?: string;
  value: readonly string[];
  onValueChange: (ids: string[]) => void;
  /** Told what is typed but not taken over (too long, or not finished); empty when all is. */
  onLeftoverChange?: (text: string) => void;
  /** More than this many is an error, shown and left to the person. */
  limit?: number;
  isRequired?: boolean;
}) {
  const t = useTranslations("entities.clientIds");
  const [text, setText] = useState("");
  const [notes, setNotes] = useState<{ duplicates: string[]; tooLong: string[] }>({
    duplicates: [],
    tooLong: [],
  });
  const [isAll, setAll] = useState(false);
  // As it stood when a button was pressed: what is taken over by it must not move it away from under the press.
  const [held, setHeld] = useState<{ value: readonly string[]; text: string; notes: typeof notes } | null>(
    null,
  );
  const seen = held ?? { value, text, notes };
  const over = limit === undefined ? 0 : seen.value.length - limit;
  const shown = isAll ? seen.value : seen.value.slice(0, shownAtFirst);

  // A field that is taken away leaves nothing behind that nobody could finish.
  const tellLeftover = useRef(onLeftoverChange);
  useEffect(() => {
    tellLeftover.current = onLeftoverChange;
  });
  useEffect(() => () => tellLeftover.current?.(""), []);

  const write = (next: string) => {
    setText(next);
    onLeftoverChange?.(next.trim());
  };
  const take = (typed: string) => {
    if (typed.trim() === "") return;
    const merged = mergeClientIds(value, typed);
    setNotes({ duplicates: merged.duplicates, tooLong: merged.tooLong });
    write(merged.tooLong.join("\n"));
    onValueChange(merged.ids);
  };
  const handleKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    const isModified = event.metaKey || event.ctrlKey;
    if ((event.key === "Enter" || event.key === ",") && !event.shiftKey && !isModified) {
      event.preventDefault();
      take(text);
    } else if (event.key === "Enter" && isModified) {
      // The form is sent by it.
      take(text);
    } else if (event.key === "Backspace" && text === "" && value.length > 0) {
      onValueChange(value.slice(0, -1));
    }
  };
  const handleBlur = (event: FocusEvent<HTMLTextAreaElement>) => {
    if (event.relatedTarget?.matches("button:active")) {
      setHeld({ value, text, notes });
      const release = () => setTimeout(() => setHeld(null));
      for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, release, { once: true });
    }
    take(text);
  };
  const handlePaste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const pasted = event.clipboardData.getData("text");
    if (!/[\s,;，；、]/u.test(pasted.trim())) return;
    event.preventDefault();
    take(`${text} ${pasted}`);
  };

  return (
    <div className="flex flex-col gap-2">
      <Field
        label={label}
        hint={hint ?? t("hint")}
        isRequired={isRequired}
        error={
          seen.notes.tooLong.length > 0
            ? t("tooLong", { count: seen.notes.tooLong.length })
            : over > 0
              ? t("tooMany", { over, limit: limit ?? 0 })
              : undefined
        }
        counter={
          seen.value.length > 0 ? (
            <span className="text-muted text-xs" aria-live="polite">
              {limit === undefined
                ? t("count", { count: seen.value.length })
                : `${seen.value.length} / ${limit}`}
            </span>
          ) : undefined
        }
      >
        {(control) => (
          <Textarea
            {...control}
            value={seen.text}
            minRows={1}
            maxRows={6}
            placeholder={t("placeholder")}
            spellCheck={false}
            autoCapitalize="none"
            onChange={(event) => write(event.target.value)}
            onKeyDown={handleKeyDown}
            onPaste={handlePaste}
            onBlur={handleBlur}
          />
        )}
      </Field>
      {seen.notes.duplicates.length > 0 ? (
        <p className="text-warn-ink text-xs" role="status">
          {t("duplicates", {
            count: seen.notes.duplicates.length,
            ids:
              seen.notes.duplicates.slice(0, 5).join(", ") + (seen.notes.duplicates.length > 5 ? " …" : ""),
          })}
        </p>
      ) : null}
      {seen.value.length > 0 ? (
        <ul className="flex max-h-48 flex-wrap gap-1.5 overflow-y-auto" aria-label={label}>
          {shown.map((id, index) => (
            <li key={id} className="min-w-0 max-w-full">
              <Chip
                tone={limit !== undefined && index >= limit ? "danger" : "neutral"}
                onRemove={() => onValueChange(value.filter((other) => other !== id))}
                removeLabel={t("remove", { id })}
              >
                <Bidi>{id}</Bidi>
              </Chip>
            </li>
          ))}
          {shown.length < seen.value.length ? (
            <li>
              <Button size="sm" variant="ghost" onClick={() => setAll(true)}>
                {t("showAll", { count: seen.value.length - shown.length })}
              </Button>
            </li>
          ) : null}
          <li>
            <Button size="sm" variant="ghost" onClick={() => onValueChange([])}>
              {t("clear")}
            </Button>
          </li>
        </ul>
      ) : null}
    </div>
  );
}
