"use client";

import type { ExternalToast } from "sonner";

export interface ToastInput {
  title: string;
  description?: string;
  /** Why it failed: told under the title, with whose fault it is and the request id. */
  error?: unknown;
  action?: { label: string; onClick: () => void };
  /** Milliseconds; errors and what can be taken back stay 8 s, the rest 4 s. */
  duration?: number;
  /** Replaces the toast of the same id. */
  id?: string;
}

type Kind = "success" | "error" | "message";
type Show = (kind: Kind, title: string, options: ExternalToast & { error?: unknown }) => void;

let show: Show | undefined;
let openHost: (() => void) | undefined;
const waiting: Parameters<Show>[] = [];

function push(kind: Kind, { title, ...rest }: ToastInput) {
  const usual = kind === "error" || rest.action ? 8_000 : 4_000;
  const call: Parameters<Show> = [kind, title, { ...rest, duration: rest.duration ?? usual }];
  if (show) return show(...call);
  waiting.push(call);
  openHost?.();
}

/** Short confirmations at the top. The toaster's code is loaded with the first one. */
export const toast = {
  success: (input: ToastInput) => push("success", input),
  error: (input: ToastInput) => push("error", input),
  message: (input: ToastInput) => push("message", input),
};

/** For the host only: called when something wants to be shown and the toaster is not loaded yet. */
export function onToastWanted(open: () => void): () => void {
  openHost = open;
  if (waiting.length > 0) open();
  return () => {
    openHost = undefined;
  };
}

/** For the host only: hands over the loaded toaster and shows what waited. */
export function attachToaster(next: Show): () => void {
  show = next;
  for (const call of waiting.splice(0)) next(...call);
  return () => {
    show = undefined;
  };
}
