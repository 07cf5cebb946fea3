import { type ReactNode, useId } from "react";
import { cn } from "./cn";

/** An on/off setting that takes effect at once. */
export function Switch({
  label,
  description,
  isChecked,
  onCheckedChange,
  isDisabled = false,
  className,
}: {
  label: string;
  description?: ReactNode;
  isChecked: boolean;
  onCheckedChange: (isChecked: boolean) => void;
  isDisabled?: boolean;
  className?: string;
}) {
  const id = useId();
  return (
    <div className={cn("flex items-start justify-between gap-4", className)}>
      <label htmlFor={id} className="min-w-0 cursor-pointer">
        <span className="block">{label}</span>
        {description ? (
          <span id={`${id}-hint`} className="block text-muted text-xs">
            {description}
          </span>
        ) : null}
      </label>
      <button
        id={id}
        type="button"
        role="switch"
        aria-checked={isChecked}
        aria-describedby={description ? `${id}-hint` : undefined}
        disabled={isDisabled}
        onClick={() => onCheckedChange(!isChecked)}
        className={cn(
          "relative h-5 w-9 shrink-0 rounded-full border transition-colors disabled:cursor-not-allowed disabled:opacity-50",
          isChecked ? "border-transparent bg-accent" : "border-control bg-sunken",
        )}
      >
        <span
          aria-hidden
          className={cn(
            "absolute top-1/2 left-0.5 size-3.5 -translate-y-1/2 rounded-full transition-transform",
            isChecked ? "translate-x-4 bg-on-accent" : "bg-control",
          )}
        />
      </button>
    </div>
  );
}
