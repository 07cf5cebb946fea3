"use client";

import { useLocale, useNow, useTimeZone } from "next-intl";
import { useMemo } from "react";
import {
  type DateStyle,
  dayKey,
  formatBytes,
  formatDate,
  formatLongDay,
  formatRelative,
  formatShort,
} from "./format";

/** Formatting functions bound to the viewer's language and time zone. */
export function useDates() {
  const locale = useLocale();
  const timeZone = useTimeZone() ?? "UTC";
  const now = useNow();
  return useMemo(
    () => ({
      locale,
      timeZone,
      now,
      format: (value: Date | number, style: DateStyle) => formatDate(value, style, locale, timeZone),
      short: (value: Date | number, at: Date | number = now) => formatShort(value, at, locale, timeZone),
      longDay: (value: Date | number) => formatLongDay(value, locale, timeZone),
      relative: (value: Date | number, at: Date | number = now) => formatRelative(value, at, locale),
      dayKey: (value: Date | number) => dayKey(value, timeZone),
      bytes: (value: number) => formatBytes(value, locale),
    }),
    [locale, timeZone, now],
  );
}
