import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { controlClass } from "./input";

export interface SelectOption {
  value: string;
  label: string;
  isDisabled?: boolean;
}

/** A native select: the system's own list, on phones too. */
export function Select({
  options,
  isInvalid,
  size = "md",
  className,
  children,
  ...props
}: Omit<ComponentProps<"select">, "size"> & {
  options?: readonly SelectOption[];
  isInvalid?: boolean;
  size?: "md" | "sm";
}) {
  return (
    <span className={cn("relative inline-block", className)}>
      <select
        {...props}
        aria-invalid={isInvalid || props["aria-invalid"] || undefined}
        className={cn(
          controlClass,
          "appearance-none truncate pr-8 pl-2.5",
          size === "md" ? "h-8" : "h-7 text-sm",
        )}
      >
        {options?.map((option) => (
          <option key={option.value} value={option.value} disabled={option.isDisabled}>
            {option.label}
          </option>
        ))}
        {children}
      </select>
      <ChevronDown
        size={14}
        aria-hidden
        className="pointer-events-none absolute inset-y-0 right-2.5 my-auto text-muted"
      />
    </span>
  );
}
