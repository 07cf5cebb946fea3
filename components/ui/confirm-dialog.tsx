"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { Banner } from "./banner";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { Input } from "./input";
import { useErrorText } from "./use-error-text";

/**
 * Asks before something that cannot simply be taken back. It names the consequence, can ask to type a name,
 * stays open with the reason when the act fails, and closes when it succeeded.
 */
export function ConfirmDialog({
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
}: {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  consequence: ReactNode;
  confirmLabel: string;
  isDangerous?: boolean;
  typeToConfirm?: string;
  /** Leaves closing after success to the caller, who shows a result. */
  isKeptOpen?: boolean;
  onConfirm: () => Promise<unknown> | unknown;
  children?: ReactNode;
}) {
  const t = useTranslations("common");
  const errorText = useErrorText();
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
        {error ? <Banner tone="danger">{errorText(error)}</Banner> : null}
      </form>
    </Dialog>
  );
}
