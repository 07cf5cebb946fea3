"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "./button";
import type { ConfirmDialogProps } from "./confirm-dialog";
import { Dialog } from "./dialog";
import { ErrorBanner } from "./error-banner";
import { Input } from "./input";

/** See ConfirmDialog; its code is loaded when one opens. */
export function ConfirmDialogBody({
  isOpen,
  onOpenChange,
  title,
  consequence,
  confirmLabel,
  isDangerous = false,
  typeToConfirm,
  isKeptOpen = false,
  onConfirm,
  children,
}: ConfirmDialogProps) {
  const t = useTranslations("common");
  const [typed, setTyped] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const form = useId();
  const isReady = typeToConfirm === undefined || typed.trim() === typeToConfirm;

  const close = (next: boolean) => {
    if (isBusy) return;
    setTyped("");
    setError(null);
    onOpenChange(next);
  };
  const confirm = async () => {
    setIsBusy(true);
    setError(null);
    try {
      await onConfirm();
      setTyped("");
      if (!isKeptOpen) onOpenChange(false);
    } catch (reason) {
      setError(reason);
    } finally {
      setIsBusy(false);
    }
  };

  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={close}
      title={title}
      size="sm"
      footer={
        <>
          <Button onClick={() => close(false)} disabled={isBusy}>
            {t("actions.cancel")}
          </Button>
          <Button
            type="submit"
            form={form}
            variant={isDangerous ? "danger" : "primary"}
            isLoading={isBusy}
            disabled={!isReady}
          >
            {confirmLabel}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady && !isBusy) void confirm();
        }}
      >
        <div className="text-muted [overflow-wrap:anywhere]">{consequence}</div>
        {children}
        {typeToConfirm === undefined ? null : (
          <div className="flex flex-col gap-1 text-sm">
            <label htmlFor={`${form}-typed`}>
              {t.rich("confirm.type", {
                text: () => <strong className="select-all font-mono">{typeToConfirm}</strong>,
              })}
            </label>
            <Input
              id={`${form}-typed`}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              spellCheck={false}
              autoFocus
            />
          </div>
        )}
        <ErrorBanner error={error} />
      </form>
    </Dialog>
  );
}
