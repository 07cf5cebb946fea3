"use client";

import { useTranslations } from "next-intl";
import { useShortcuts } from "@/components/layout/use-shortcuts";

/** `j`, `k` and `Enter` for a list of rows. Enter on a focused link or button stays that link's or button's. */
export function useRowKeys(
  scope: string,
  actions: { move: (step: 1 | -1) => void; open: () => boolean },
): void {
  const t = useTranslations("entities.feed.keys");
  useShortcuts(scope, [
    { keys: "j", label: t("next"), run: () => actions.move(1) },
    { keys: "k", label: t("previous"), run: () => actions.move(-1) },
    {
      keys: "Enter",
      label: t("open"),
      run: (event) => (isOnControl(event.target) ? false : actions.open()),
    },
  ]);
}

const isOnControl = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("a, button, select, summary, [role=tab]") !== null;
