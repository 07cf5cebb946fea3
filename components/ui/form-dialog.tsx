"use client";

import { useTranslations } from "next-intl";
import { type ComponentProps, type ReactNode, useId } from "react";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { ErrorBanner } from "./error-banner";
import { submitOnKeys } from "./submit-on-keys";

/**
 * A dialog that is a form: cancel, one answer, and the reason when it failed. It stays open with what was typed until
 * its owner closes it, and does not close while it is busy. Ctrl/Cmd-Enter answers too.
 */
export function FormDialog({
  title,
  description,
  size,
  confirmLabel,
  isReady = true,
  isBusy,
  error,
  onSubmit,
  onClose,
  children,
}: Pick<ComponentProps<typeof Dialog>, "title" | "description" | "size"> & {
  confirmLabel: string;
  /** Whether the answer may be given as the form stands. */
  isReady?: boolean;
  isBusy: boolean;
  /** Why the last attempt failed. */
  error?: unknown;
  onSubmit: () => unknown;
  onClose: () => void;
  children: ReactNode;
}) {
  const t = useTranslations("common.actions");
  const form = useId();
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && !isBusy && onClose()}
      title={title}
      description={description}
      size={size}
      footer={
        <>
          <Button onClick={onClose} disabled={isBusy}>
            {t("cancel")}
          </Button>
          <Button type="submit" form={form} variant="primary" disabled={!isReady} isLoading={isBusy}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady && !isBusy) void onSubmit();
        }}
        onKeyDown={submitOnKeys}
        className="flex flex-col gap-3"
      >
        {children}
        <ErrorBanner error={error} />
      </form>
    </Dialog>
  );
}
