"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useFieldNames } from "./conflict-banner";
import type { SettingsField } from "./settings-draft";

/** Asks before clients without a signature are refused. */
export function SignaturesConfirm({
  appName,
  fields,
  onClose,
  onConfirm,
}: {
  appName: string;
  fields: readonly SettingsField[];
  onClose: () => void;
  onConfirm: () => Promise<unknown>;
}) {
  const t = useTranslations("im-settings.confirm");
  const names = useFieldNames();
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("title", { app: appName })}
      consequence={t("text", { fields: names(fields) })}
      confirmLabel={t("confirm")}
      isDangerous
      onConfirm={onConfirm}
    />
  );
}
