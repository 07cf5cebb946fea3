"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { Bidi } from "@/components/ui/bidi";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { maskWords } from "@/lib/protocol/word-filter";
import type { PartProps } from "./parts";
import { readWords } from "./settings-draft";

/** The words that become `***`, and a box to try them on. */
export function WordsPart({ draft, onChange, errors }: PartProps) {
  const t = useTranslations("im-settings");
  const [sample, setSample] = useState("");
  const { words, repeated } = useMemo(() => readWords(draft.words), [draft.words]);
  const delivered = useMemo(() => maskWords(words, sample), [words, sample]);
  return (
    <div className="grid items-start gap-x-8 gap-y-4 lg:grid-cols-2">
      <div className="flex flex-col gap-1">
        <Field
          label={t("fields.words")}
          hint={t("hints.words")}
          error={errors.words}
          counter={<span className="text-muted text-xs">{t("words.count", { count: words.length })}</span>}
        >
          {(control) => (
            <Textarea
              {...control}
              minRows={5}
              maxRows={14}
              spellCheck={false}
              autoCapitalize="none"
              value={draft.words}
              onChange={(event) => onChange({ words: event.target.value })}
            />
          )}
        </Field>
        {repeated > 0 ? (
          <p role="status" className="text-warn-ink text-xs">
            {t("words.repeated", { count: repeated })}
          </p>
        ) : null}
      </div>
      <div className="flex flex-col gap-3">
        <Field label={t("words.try")} hint={t("words.tryHint")}>
          {(control) => (
            <Textarea
              {...control}
              minRows={2}
              maxRows={6}
              value={sample}
              onChange={(event) => setSample(event.target.value)}
            />
          )}
        </Field>
        {sample === "" ? null : (
          <output className="block rounded-md border bg-sunken px-3 py-2">
            <span className="block text-muted text-xs">{t("words.delivered")}</span>
            <Bidi className="block whitespace-pre-wrap [overflow-wrap:anywhere]">{delivered}</Bidi>
            {delivered === sample ? (
              <span className="block text-muted text-xs">{t("words.unchanged")}</span>
            ) : null}
          </output>
        )}
      </div>
    </div>
  );
}
