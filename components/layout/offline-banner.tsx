"use client";

import { WifiOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDates } from "@/lib/i18n/use-dates";

/** Amber line: what is shown may be old, since when. */
export function OfflineBanner({ since }: { since: number }) {
  const t = useTranslations("common.state");
  const dates = useDates();
  return (
    <div
      role="status"
      className="flex shrink-0 items-center gap-2 border-warn-line border-b bg-warn-soft px-4 py-1.5 text-sm text-warn-ink"
    >
      <WifiOff size={15} aria-hidden className="shrink-0" />
      <span>
        <strong className="font-medium">{t("offline", { time: dates.format(since, "seconds") })}</strong>{" "}
        {t("offlineHint")}
      </span>
    </div>
  );
}
