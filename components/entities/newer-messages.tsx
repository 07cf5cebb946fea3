"use client";

import { ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import type { MouseEvent } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { scrollParentOf } from "./use-scroll-parent";

/** Floats above a feed: newer messages have come, and a click shows them. The feed stands still until then. */
export function NewerMessages({
  isThere,
  count,
  onShow,
  className,
}: {
  isThere: boolean;
  /** Null where it is not known how many. */
  count: number | null;
  onShow: () => void;
  className?: string;
}) {
  const t = useTranslations("live");
  const show = (event: MouseEvent<HTMLElement>) => {
    scrollParentOf(event.currentTarget).scrollTo({ top: 0 });
    onShow();
  };
  return (
    <div role="status" className={cn("pointer-events-none sticky top-0 z-10 h-0", className)}>
      {isThere ? (
        <div className="flex justify-center">
          <Button
            size="sm"
            icon={<ArrowUp size={13} aria-hidden />}
            onClick={show}
            className="pointer-events-auto rounded-full shadow-pop"
          >
            {count === null ? t("someMessages") : t("moreMessages", { count })}
            <span aria-hidden>·</span> {t("show")}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
