"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import type { SettingsField } from "./settings-draft";

/** Says what somebody else has changed meanwhile, and what became of one's own. */
export function ConflictBanner({
  changed,
  both,
  wasClean,
  onDismiss,
}: {
  changed: readonly SettingsField[];
  both: readonly SettingsField[];
  wasClean: boolean;
  onDismiss: () => void;
}) {
  const t = useTranslations("im-settings");
  const names = useFieldNames();
  return (
    <Banner tone="warn" title={t("conflict.title")} onDismiss={onDismiss}>
      <p>{t("conflict.theirs", { fields: names(changed) })}</p>
      {both.length > 0 ? <p>{t("conflict.both", { fields: names(both) })}</p> : null}
      <p>{t(wasClean ? "conflict.clean" : "conflict.mine")}</p>
    </Banner>
  );
}

/** The names of fields as a list in the viewer's language. */
export function useFieldNames(): (fields: readonly SettingsField[]) => string {
  const t = useTranslations("im-settings.fields");
  const format = useFormatter();
  return (fields) => format.list(fields.map((field) => t(field)));
}
