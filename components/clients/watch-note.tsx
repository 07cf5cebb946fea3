"use client";

import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Bidi } from "@/components/ui/bidi";
import { Input } from "@/components/ui/input";

/** A note that is changed where it stands: Enter or leaving it saves, Escape does not. */
export function WatchNote({
  clientId,
  note,
  onChange,
}: {
  clientId: string;
  note: string;
  onChange: (note: string) => void;
}) {
  const t = useTranslations("watch-list");
  const [typed, setTyped] = useState<string | null>(null);
  if (typed === null) {
    return (
      <button
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
  const save = () => {
    setTyped(null);
    if (typed.trim() !== note) onChange(typed.trim());
  };
  return (
    <Input
      size="sm"
      autoFocus
      aria-label={t("note", { id: clientId })}
      maxLength={200}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === "Enter") save();
        if (event.key === "Escape") {
          event.stopPropagation();
          setTyped(null);
        }
      }}
    />
  );
}
