"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { ErrorState } from "./error-state";

/** The end of a growing list: loads more before it is reached, says when there is no more. */
export function LoadMoreEdge({
  hasMore,
  isLoading,
  error,
  onLoad,
  endLabel,
}: {
  hasMore: boolean;
  isLoading: boolean;
  error?: unknown;
  onLoad: () => void;
  endLabel?: string;
}) {
  const t = useTranslations("common");
  const edge = useRef<HTMLDivElement>(null);
  const load = useRef(onLoad);
  useEffect(() => {
    load.current = onLoad;
  });
  const isArmed = hasMore && !isLoading && !error;
  useEffect(() => {
    const element = edge.current;
    if (!element || !isArmed) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) load.current();
      },
      { rootMargin: "600px 0px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [isArmed]);
  return (
    <div ref={edge} className="flex min-h-10 items-center justify-center p-2 text-muted text-sm">
      {error ? (
        <ErrorState error={error} onRetry={onLoad} isCompact />
      ) : isLoading ? (
        <span role="status" className="flex items-center gap-2">
          <Spinner /> {t("state.loading")}
        </span>
      ) : hasMore ? (
        <Button size="sm" variant="ghost" onClick={onLoad}>
          {t("actions.loadMore")}
        </Button>
      ) : (
        (endLabel ?? t("state.end"))
      )}
    </div>
  );
}
