"use client";

import { useDates } from "@/lib/i18n/use-dates";

/** The line between two days. */
export function DaySeparator({ at }: { at: number }) {
  const { longDay } = useDates();
  return (
    <div className="flex items-center gap-3 px-4 pt-4 pb-1 max-md:px-2">
      <span aria-hidden className="h-px flex-1 bg-line" />
      <h2 className="font-medium text-muted text-xs">{longDay(at)}</h2>
      <span aria-hidden className="h-px flex-1 bg-line" />
    </div>
  );
}

/** The day of what is at the top, kept in sight while scrolling. */
export function StickyDay({ at }: { at: number }) {
  const { longDay } = useDates();
  return (
    <div aria-hidden className="pointer-events-none absolute inset-x-0 top-2 z-10 flex justify-center">
      <span className="rounded-full border bg-surface px-2.5 py-0.5 font-medium text-muted text-xs">
        {longDay(at)}
      </span>
    </div>
  );
}
