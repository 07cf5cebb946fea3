"use client";

import type { ReactNode } from "react";
import { dynamic } from "./dynamic";
import { useEverOpen } from "./use-ever-open";

export interface ConfirmDialogProps {
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
}

const ConfirmDialogBody = dynamic(() =>
  import("./confirm-dialog-body").then((module) => module.ConfirmDialogBody),
);

/**
 * Asks before something that cannot simply be taken back. It names the consequence, can ask to type a name,
 * stays open with the reason when the act fails, and closes when it succeeded.
 */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return useEverOpen(props.isOpen) ? <ConfirmDialogBody {...props} /> : null;
}
