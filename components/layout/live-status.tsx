"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Timestamp } from "@/components/ui/timestamp";
import { useLiveStatus } from "@/lib/queries/live/use-live";
import { Freshness } from "./freshness";
import { useApp } from "./session-context";

/** Whether the app's server tells nothing by itself: the console asks it every few seconds. */
export function useIsPolled(): boolean {
  return !useApp().capabilities.includes("events");
}

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
  const isPolled = useIsPolled();
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
      <Freshness tone="ok" tip={isPolled ? t("polledTip") : undefined}>
        {t.rich(isPolled ? "polledUpTo" : "upTo", {
          time: () => <Timestamp value={completeUpTo} mode="seconds" />,
        })}
      </Freshness>
    );
  }
  return children;
}
