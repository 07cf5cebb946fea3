"use client";

import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Bidi } from "@/components/ui/bidi";
import { Input } from "@/components/ui/input";

/** A note that is changed where it stands: Enter or leaving it saves, Escape does not. It stays typed until it is saved. */
export function WatchNote({
  clientId,
  note,
  onChange,
}: {
  clientId: string;
  note: string;
  /** Answers whether it was saved. */
  onChange: (note: string) => Promise<boolean>;
}) {
  const t = useTranslations("watch-list");
  const [typed, setTyped] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const isByKey = useRef(false);
  // Who ends by a key goes on from here; who leaves by a click is elsewhere already.
  useEffect(() => {
    if (typed !== null || !isByKey.current) return;
    isByKey.current = false;
    button.current?.focus();
  }, [typed]);
  if (typed === null) {
    return (
      <button
        ref={button}
        type="button"
        aria-label={note === "" ? t("addNote", { id: clientId }) : t("editNote", { id: clientId, note })}
        onClick={() => setTyped(note)}
        className="group/note flex min-h-7 min-w-0 max-w-full items-center gap-1.5 rounded-sm text-left hover:underline"
      >
        {note === "" ? (
          <span className="text-muted">{t("noNote")}</span>
        ) : (
          <Bidi className="truncate">{note}</Bidi>
        )}
        <Pencil size={12} aria-hidden className="shrink-0 text-faint" />
      </button>
    );
  }
  const save = async () => {
    if (isSaving) return;
    if (typed.trim() === note) return setTyped(null);
    setSaving(true);
    const isSaved = await onChange(typed.trim());
    setSaving(false);
    if (isSaved) setTyped(null);
  };
  return (
    <Input
      size="sm"
      autoFocus
      aria-label={t("note", { id: clientId })}
      maxLength={200}
      value={typed}
      readOnly={isSaving}
      aria-busy={isSaving || undefined}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => {
        isByKey.current = false;
        void save();
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key !== "Enter" && event.key !== "Escape") return;
        isByKey.current = true;
        if (event.key === "Enter") return void save();
        event.stopPropagation();
        setTyped(null);
      }}
    />
  );
}
