"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { useFocusReturn } from "./focus-return";
import { IconButton } from "./icon-button";

export interface OverlayProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: string;
  description?: ReactNode;
  footer?: ReactNode;
  children?: ReactNode;
}

const placements = {
  center:
    "top-[max(2rem,12vh)] left-1/2 max-h-[calc(100dvh-max(2rem,12vh)-1rem)] w-[calc(100vw-2rem)] -translate-x-1/2 rounded-lg border animate-fade",
  right: "inset-y-0 right-0 w-[min(28rem,100vw)] border-l animate-slide-right",
  left: "inset-y-0 left-0 w-[min(18rem,85vw)] border-r animate-slide-left",
} as const;

/** The frame of dialogs and sheets: focus stays inside, Escape closes, focus returns to where it was. */
export function Overlay({
  isOpen,
  onOpenChange,
  title,
  description,
  footer,
  children,
  placement,
  className,
  isTitleHidden = false,
}: OverlayProps & { placement: keyof typeof placements; className?: string; isTitleHidden?: boolean }) {
  const t = useTranslations("common.actions");
  const returnFocus = useFocusReturn(isOpen);
  return (
    <Dialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-50 animate-fade bg-overlay" />
        <Dialog.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          onOpenAutoFocus={focusFirstControl}
          onInteractOutside={stayForToasts}
          onCloseAutoFocus={(event) => {
            // Left alone it gives the focus to a trigger of its own, which none of these has.
            event.preventDefault();
            returnFocus();
          }}
          className={cn(
            "fixed z-50 flex flex-col border-line-strong bg-raised shadow-pop outline-none",
            placements[placement],
            className,
          )}
        >
          <header className={cn("flex items-start gap-3 px-4 pt-3 pb-2", isTitleHidden && "sr-only")}>
            <div className="min-w-0 flex-1 pt-1 pr-8">
              <Dialog.Title className="text-lg [overflow-wrap:anywhere]">{title}</Dialog.Title>
              {description ? (
                <Dialog.Description className="mt-1 text-muted text-sm">{description}</Dialog.Description>
              ) : null}
            </div>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-4 pt-1 pb-4">{children}</div>
          {footer ? (
            <footer className="flex flex-wrap items-center justify-end gap-2 border-t px-4 py-3">
              {footer}
            </footer>
          ) : null}
          {isTitleHidden ? null : (
            <Dialog.Close asChild>
              <IconButton label={t("close")} className="absolute top-3 right-2.5">
                <X size={16} aria-hidden />
              </IconButton>
            </Dialog.Close>
          )}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Who answers a toast does not turn away from the dialog below it. */
function stayForToasts(event: Event) {
  if (event.target instanceof Element && event.target.closest("[data-sonner-toaster]"))
    event.preventDefault();
}

const controls =
  "input:not([type=hidden]):not(:disabled), textarea:not(:disabled), select:not(:disabled), footer button:not(:disabled)";

/** Starts in the first field, else at the first answer, else in the dialog itself: never on "close" or on a text. */
function focusFirstControl(event: Event) {
  const content = event.currentTarget instanceof HTMLElement ? event.currentTarget : null;
  if (!content) return;
  event.preventDefault();
  const first = content.querySelector<HTMLElement>(controls) ?? content;
  const control = chosenOf(first) ?? first;
  control.focus();
  if (control instanceof HTMLInputElement && control.value !== "") control.select();
}

/** Of radio buttons the chosen one has the focus: the arrow keys go on from there. */
function chosenOf(first: HTMLElement): HTMLElement | undefined {
  if (!(first instanceof HTMLInputElement) || first.type !== "radio") return undefined;
  const group = document.getElementsByName(first.name);
  return [...group].find((one) => one instanceof HTMLInputElement && one.checked);
}
