"use client";

import { useTranslations } from "next-intl";
import { LoadMoreEdge } from "@/components/layout/load-more-edge";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { useDates } from "@/lib/i18n/use-dates";
import { feedEnd } from "./feed-end";

/** Below a feed: loads on by itself, or says how far it looked and asks, or says that this is all. */
export function FeedFooter({
  pageSizes,
  scannedTo,
  hasMore,
  isFiltered,
  isLoading,
  error,
  onMore,
}: {
  pageSizes: readonly number[];
  /** The oldest instant looked at, in ms. */
  scannedTo: number | null;
  hasMore: boolean;
  isFiltered: boolean;
  isLoading: boolean;
  error: unknown;
  onMore: () => void;
}) {
  const t = useTranslations("entities.feed");
  const { format } = useDates();
  const count = pageSizes.reduce((sum, size) => sum + size, 0);
  const end = feedEnd({ pageSizes, hasMore, isFiltered });
  const scanned =
    isFiltered && scannedTo !== null ? t("scanned", { count, time: format(scannedTo, "dateTime") }) : null;

  if (end === "end") {
    return (
      <p role="status" className="py-6 text-center text-muted text-sm">
        {isFiltered ? t("endFiltered", { count }) : t("end")}
      </p>
    );
  }
  return (
    <div className="flex flex-col items-center gap-2 py-4">
      {scanned ? (
        <p role="status" className="text-muted text-sm">
          {scanned}
        </p>
      ) : null}
      {end === "ask" && !error ? (
        isLoading ? (
          <span className="flex items-center gap-2 text-muted text-sm">
            <Spinner size={14} /> {t("looking")}
          </span>
        ) : (
          <Button onClick={onMore}>{t("goOn")}</Button>
        )
      ) : (
        <LoadMoreEdge hasMore isLoading={isLoading} error={error} onLoad={onMore} />
      )}
    </div>
  );
}
