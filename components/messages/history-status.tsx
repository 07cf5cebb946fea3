"use client";

import { useTranslations } from "next-intl";
import { Freshness } from "@/components/layout/freshness";
import { useIsPolled } from "@/components/layout/live-status";
import { Timestamp } from "@/components/ui/timestamp";
import { useLiveStatus } from "@/lib/queries/live/use-live";

/** How fresh the history is: complete up to when, or since when it could not be renewed. */
export function HistoryStatus({
  appId,
  tail: { asOf, failedSince },
  isComplete,
}: {
  appId: string;
  tail: { asOf: number | null; failedSince: number | null };
  isComplete: boolean;
}) {
  const t = useTranslations("messages.status");
  const live = useTranslations("live");
  const { state } = useLiveStatus(appId);
  const isPolled = useIsPolled();
  if (failedSince !== null) {
    return (
      <Freshness tone="warn">
        {live.rich("behind", { time: () => <Timestamp value={failedSince} mode="seconds" /> })}
      </Freshness>
    );
  }
  if (state === "checking") return <Freshness tone="neutral">{live("checking")}</Freshness>;
  if (asOf === null) return null;
  const time = () => <Timestamp value={asOf} mode="seconds" />;
  return (
    <Freshness tone="ok" tip={isPolled ? live("polledTip") : undefined}>
      {!isComplete
        ? t("reading")
        : state === "live"
          ? live.rich(isPolled ? "polledUpTo" : "upTo", { time })
          : t.rich("upTo", { time })}
    </Freshness>
  );
}
