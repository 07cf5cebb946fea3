"use client";

import { useTranslations } from "next-intl";
import { ErrorState } from "@/components/layout/error-state";
import { Button } from "@/components/ui/button";
import { useDates } from "@/lib/i18n/use-dates";

/** How many were found, how far back the search looked, and going on: nothing is cut off silently. */
export function SearchFooter({
  count,
  scannedTo,
  hasMore,
  isLoading,
  error,
  onMore,
}: {
  count: number;
  scannedTo: number | null;
  hasMore: boolean;
  isLoading: boolean;
  error: unknown;
  onMore: () => void;
}) {
  const t = useTranslations("search.footer");
  const { format } = useDates();
  return (
    <div className="flex flex-col items-center gap-3 py-4">
      <p role="status" className="text-muted text-sm">
        {hasMore
          ? scannedTo === null
            ? t("some", { count })
            : t("someTo", { count, time: format(scannedTo, "dateTime") })
          : t("all", { count })}
      </p>
      {error ? <ErrorState error={error} onRetry={onMore} isCompact /> : null}
      {hasMore && !error ? (
        <Button onClick={onMore} isLoading={isLoading}>
          {t("more")}
        </Button>
      ) : null}
    </div>
  );
}
