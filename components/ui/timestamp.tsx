"use client";

import { useDates } from "@/lib/i18n/use-dates";
import { useMinute } from "@/lib/i18n/use-minute";
import { cn } from "./cn";

/** A moment in the viewer's zone; the exact time with its zone is the tooltip. */
export function Timestamp({
  value,
  mode = "short",
  className,
}: {
  value: number | Date;
  mode?: "short" | "relative" | "time" | "seconds" | "date" | "dateTime";
  className?: string;
}) {
  const dates = useDates();
  const now = useMinute();
  const text =
    mode === "short"
      ? dates.short(value, now)
      : mode === "relative"
        ? dates.relative(value, now)
        : dates.format(value, mode);
  return (
    <time
      dateTime={new Date(value).toISOString()}
      data-tip={dates.format(value, "exact")}
      className={cn("whitespace-nowrap", className)}
    >
      {text}
    </time>
  );
}
