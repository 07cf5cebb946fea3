"use client";

import { useTranslations } from "next-intl";
import { useShortcuts } from "@/components/layout/use-shortcuts";

/** Keys of the history: j/k from message to message, `.` for the menu of the one with the focus or the pointer. */
export function useMessageKeys(onNewest: () => void) {
  const t = useTranslations("messages");
  useShortcuts(t("title"), [
    { keys: "j", label: t("keys.next"), run: () => moveFocus(1) },
    { keys: "k", label: t("keys.previous"), run: () => moveFocus(-1) },
    { keys: ".", label: t("keys.menu"), run: openMenu },
    { keys: "G", label: t("keys.newest"), run: onNewest, isHidden: true },
    { keys: "shift+g", label: t("keys.newest"), run: onNewest },
  ]);
}

function articles(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[role=feed] article[data-row]")];
}

function current(): HTMLElement | null {
  const focused = document.activeElement?.closest<HTMLElement>("article[data-row]");
  if (focused) return focused;
  return document.querySelector<HTMLElement>("article[data-row]:hover");
}

function moveFocus(step: number) {
  const list = articles();
  const from = current();
  const index = from ? list.indexOf(from) : -1;
  const next = index < 0 ? lastInView(list) : list[index + step];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest" });
}

function lastInView(list: HTMLElement[]): HTMLElement | undefined {
  const bottom = list[0]?.closest("[role=feed]")?.getBoundingClientRect().bottom ?? 0;
  return list.findLast((article) => article.getBoundingClientRect().bottom <= bottom + 1);
}

function openMenu() {
  const button = current()?.querySelector<HTMLElement>("[data-message-menu]");
  if (!button) return false;
  button.click();
  return true;
}
