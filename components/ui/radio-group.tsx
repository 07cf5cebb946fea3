import type { ReactNode } from "react";
import { cn } from "./cn";

export interface RadioOption<Value extends string> {
  value: Value;
  label: string;
  description?: ReactNode;
  isDisabled?: boolean;
}

/** One of a few choices, each with a line on what it means. */
export function RadioGroup<Value extends string>({
  name,
  label,
  options,
  value,
  onValueChange,
  className,
}: {
  name: string;
  label: string;
  options: readonly RadioOption<Value>[];
  value: Value;
  onValueChange: (value: Value) => void;
  className?: string;
}) {
  return (
    <fieldset className={cn("flex flex-col gap-2", className)}>
      <legend className="mb-1 font-medium text-sm">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className={cn(
            "flex cursor-pointer gap-2.5 rounded-md border px-3 py-2",
            option.value === value ? "border-accent bg-accent-soft" : "border-line-strong hover:bg-hover",
            option.isDisabled && "cursor-not-allowed opacity-60",
          )}
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            disabled={option.isDisabled}
            onChange={() => onValueChange(option.value)}
            className="mt-0.5 size-4 shrink-0 accent-accent"
          />
          <span className="min-w-0">
            <span className="block font-medium">{option.label}</span>
            {option.description ? (
              <span className="block text-muted text-sm">{option.description}</span>
            ) : null}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
