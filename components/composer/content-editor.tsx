"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { dynamic } from "@/components/ui/dynamic";
import { Skeleton } from "@/components/ui/skeleton";
import { Textarea } from "@/components/ui/textarea";
import { type ContentDraft, type ContentError, contentFromJson } from "./content-draft";
import { ContentKindSelect } from "./content-kind-select";

const RichContentForm = dynamic(
  () => import("./rich-content-form").then((module) => module.RichContentForm),
  {
    loading: () => <Skeleton className="h-24 w-full" />,
  },
);

/** The content of one message of any kind: text first, the other kinds by their forms (loaded when chosen). */
export function ContentEditor({
  value,
  onChange,
  error,
  autoFocus = false,
  disabled = false,
  textarea,
  hidesKind = false,
  onKindTaken,
  onFormArrive,
}: {
  value: ContentDraft;
  onChange: (next: ContentDraft) => void;
  /** The first thing wrong, shown at its field. */
  error?: ContentError | null;
  autoFocus?: boolean;
  disabled?: boolean;
  /** Replaces the plain text area, e.g. by one that completes mentions. */
  textarea?: (props: {
    value: string;
    onValueChange: (text: string) => void;
    onPasteText: (text: string) => void;
  }) => ReactNode;
  /** The kind is chosen elsewhere. */
  hidesKind?: boolean;
  /** What was pasted is taken as the kind it is: its form stands where the text stood. */
  onKindTaken?: () => void;
  /** The form of a kind, whose code is fetched, stands where the text stood. */
  onFormArrive?: () => void;
}) {
  const t = useTranslations("composer");
  const [pasted, setPasted] = useState<string | null>(null);
  // Only while the pasted body is all there is: taking the offer must not lose other words.
  const offer = pasted !== null && value.text.trim() === pasted.trim() ? contentFromJson(pasted) : null;
  const setText = (text: string) => onChange({ ...value, text });

  return (
    <fieldset disabled={disabled} className="flex min-w-0 flex-col gap-2">
      {hidesKind ? null : <ContentKindSelect value={value} onChange={onChange} />}
      {value.kind === "text" ? (
        textarea ? (
          textarea({ value: value.text, onValueChange: setText, onPasteText: setPasted })
        ) : (
          <Textarea
            value={value.text}
            dir="auto"
            aria-label={t("text")}
            placeholder={t("textPlaceholder")}
            minRows={4}
            autoFocus={autoFocus}
            isInvalid={error?.field === "text" && error.code !== "empty"}
            onChange={(event) => setText(event.target.value)}
            onPaste={(event) => setPasted(event.clipboardData.getData("text"))}
          />
        )
      ) : (
        <RichContentForm value={value} onChange={onChange} error={error ?? null} onArrive={onFormArrive} />
      )}
      {offer && value.kind === "text" ? (
        <div
          role="status"
          className="flex flex-wrap items-center gap-2 rounded-md border border-accent-line bg-accent-soft px-2.5 py-1.5 text-sm"
        >
          <span className="grow text-accent-ink">{t("pasted", { kind: t(`kinds.${offer.kind}`) })}</span>
          <Button
            size="sm"
            onClick={() => {
              onChange(offer);
              setPasted(null);
              onKindTaken?.();
            }}
          >
            {t("pastedUse")}
          </Button>
          <Button size="sm" variant="ghost" onClick={() => setPasted(null)}>
            {t("pastedKeep")}
          </Button>
        </div>
      ) : null}
    </fieldset>
  );
}
