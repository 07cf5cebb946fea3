"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorBanner } from "@/components/ui/error-banner";
import { formError } from "./form-error";
import { RecoveryCodes } from "./recovery-codes";

/** A dialog whose form ends in recovery codes, which stand there until it is closed. */
export function CodesDialog({
  title,
  description,
  submitLabel,
  isBusy,
  error,
  codes,
  onSubmit,
  onClose,
  children,
}: {
  title: string;
  description: string;
  submitLabel: string;
  isBusy: boolean;
  error: unknown;
  /** Null until there are any. */
  codes: readonly string[] | null;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const t = useTranslations("account.secondFactor.codes");
  const common = useTranslations("common.actions");
  const form = useId();
  const failure = formError(error);
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && !isBusy && onClose()}
      title={codes ? t("title") : title}
      description={codes ? t("description") : description}
      footer={
        codes ? (
          <Button variant="primary" autoFocus onClick={onClose}>
            {t("done")}
          </Button>
        ) : (
          <>
            <Button onClick={onClose} disabled={isBusy}>
              {common("cancel")}
            </Button>
            <Button type="submit" form={form} variant="primary" isLoading={isBusy}>
              {submitLabel}
            </Button>
          </>
        )
      }
    >
      {codes ? (
        <RecoveryCodes codes={codes} />
      ) : (
        <form
          id={form}
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (!isBusy) onSubmit();
          }}
        >
          <ErrorBanner error={failure} />
          {children}
        </form>
      )}
    </Dialog>
  );
}
