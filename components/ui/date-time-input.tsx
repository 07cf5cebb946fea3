"use client";

import type { ComponentProps } from "react";
import { useDates } from "@/lib/i18n/use-dates";
import { fromWallClock, toWallClock } from "@/lib/i18n/zoned";
import { Input } from "./input";

/** A date and time in the viewer's zone, as milliseconds; null when empty. */
export function DateTimeInput({
  value,
  onValueChange,
  min,
  max,
  ...props
}: Omit<ComponentProps<typeof Input>, "value" | "onChange" | "type" | "min" | "max"> & {
  value: number | null;
  onValueChange: (value: number | null) => void;
  min?: number;
  max?: number;
}) {
  const { timeZone } = useDates();
  return (
    <Input
      {...props}
      type="datetime-local"
      value={value === null ? "" : toWallClock(value, timeZone)}
      min={min === undefined ? undefined : toWallClock(min, timeZone)}
      max={max === undefined ? undefined : toWallClock(max, timeZone)}
      onChange={(event) => onValueChange(fromWallClock(event.target.value, timeZone))}
    />
  );
}
