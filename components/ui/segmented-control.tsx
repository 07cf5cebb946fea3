"use client";

import { useId } from "react";
import { cn } from "./cn";

/** One of two to five short choices side by side. */
export function SegmentedControl<Value extends string>({
  label,
  options,
  value,
  onValueChange,
  size = "md",
  className,
}: {
  label: string;
  options: readonly { value: Value; label: string }[];
  value: Value;
  onValueChange: (value: Value) => void;
  size?: "md" | "sm";
  className?: string;
}) {
  const name = useId();
  return (
    <fieldset
      aria-label={label}
      className={cn("inline-flex rounded-md border border-line-strong bg-sunken p-0.5", className)}
    >
      {options.map((option) => (
        <label
          key={option.value}
          className={cn(
            "relative flex cursor-pointer items-center rounded-sm border px-2.5 has-focus-visible:outline-2 has-focus-visible:outline-focus",
            size === "md" ? "h-6.5" : "h-5.5 text-sm",
            option.value === value
              ? "border-line-strong bg-surface text-ink"
              : "border-transparent text-muted hover:text-ink",
          )}
        >
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onValueChange(option.value)}
            className="absolute inset-0 cursor-pointer opacity-0"
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
