"use client";

import { useTranslations } from "next-intl";
import { Timestamp } from "@/components/ui/timestamp";

/** How fresh the history is: complete up to when, or since when it could not be renewed. */
export function HistoryStatus({
  asOf,
  failedSince,
  isComplete,
}: {
  asOf: number | null;
  failedSince: number | null;
  isComplete: boolean;
}) {
  const t = useTranslations("messages.status");
  if (failedSince !== null) {
    return (
      <span className="flex items-center gap-1.5 text-warn-ink">
        <span aria-hidden className="size-2 rounded-full bg-warn" />
        <span>{t.rich("behind", { time: () => <Timestamp value={failedSince} mode="seconds" /> })}</span>
      </span>
    );
  }
  if (asOf === null) return null;
  return (
    <span className="flex items-center gap-1.5">
      <span aria-hidden className="size-2 rounded-full bg-ok" />
      <span>
        {isComplete
          ? t.rich("upTo", { time: () => <Timestamp value={asOf} mode="seconds" /> })
          : t("reading")}
      </span>
    </span>
  );
}
