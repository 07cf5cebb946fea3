"use client";

import { useTranslations } from "next-intl";
import { Bidi } from "@/components/ui/bidi";
import { Chip } from "@/components/ui/chip";
import type { ComposerDraft } from "./draft-store";

/** Who will be mentioned, each removable. */
export function MentionChips({
  draft,
  onChange,
}: {
  draft: ComposerDraft;
  onChange: (draft: ComposerDraft) => void;
}) {
  const t = useTranslations("composer");
  if (!draft.mentionAll && draft.mentions.length === 0) return null;
  return (
    <ul aria-label={t("mentions")} className="flex flex-wrap gap-1.5">
      {draft.mentionAll ? (
        <li>
          <Chip
            onRemove={() => onChange({ ...draft, mentionAll: false })}
            removeLabel={t("mentionRemove", { id: t("mentionAll") })}
          >
            @{t("mentionAll")}
          </Chip>
        </li>
      ) : null}
      {draft.mentions.map((id) => (
        <li key={id} className="min-w-0 max-w-full">
          <Chip
            onRemove={() => onChange({ ...draft, mentions: draft.mentions.filter((one) => one !== id) })}
            removeLabel={t("mentionRemove", { id })}
          >
            <Bidi>{`@${id}`}</Bidi>
          </Chip>
        </li>
      ))}
    </ul>
  );
}
