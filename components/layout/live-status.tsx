"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Timestamp } from "@/components/ui/timestamp";
import { useLiveStatus } from "@/lib/queries/live/use-live";
import { Freshness } from "./freshness";

/** How far a page that follows the live stream is complete, or since when it is behind. */
export function LiveStatus({
  appId,
  failedSince = null,
  children,
}: {
  appId: string;
  /** Since when what the stream told could not be read. */
  failedSince?: number | null;
  /** What stands there while there is no stream. */
  children?: ReactNode;
}) {
  const t = useTranslations("live");
  const { state, completeUpTo, since } = useLiveStatus(appId);
  const behindSince = failedSince ?? (state === "behind" ? since : null);
  if (behindSince !== null) {
    return (
      <Freshness tone="warn">
        {t.rich("behind", { time: () => <Timestamp value={behindSince} mode="seconds" /> })}
      </Freshness>
    );
  }
  if (state === "checking") return <Freshness tone="neutral">{t("checking")}</Freshness>;
  if (state === "live" && completeUpTo !== null) {
    return (
      <Freshness tone="ok">
        {t.rich("upTo", { time: () => <Timestamp value={completeUpTo} mode="seconds" /> })}
      </Freshness>
    );
  }
  return children;
}
