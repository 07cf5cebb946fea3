import { X } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

/** A removable token: a filter, a member about to be added. */
export function Chip({
  children,
  onRemove,
  removeLabel,
  tone = "neutral",
  className,
}: {
  children: ReactNode;
  onRemove?: () => void;
  removeLabel?: string;
  tone?: "neutral" | "warn" | "danger";
  className?: string;
}) {
  return (
    <span
      className={cn(
        "inline-flex h-6 max-w-full items-center rounded-md border pl-2 text-sm",
        tone === "neutral" && "border-line-strong bg-sunken text-ink",
        tone === "warn" && "border-warn-line bg-warn-soft text-warn-ink",
        tone === "danger" && "border-danger-line bg-danger-soft text-danger-ink",
        !onRemove && "pr-2",
        className,
      )}
    >
      <span className="truncate">{children}</span>
      {onRemove ? (
        <button
          type="button"
          aria-label={removeLabel}
          onClick={onRemove}
          className="ml-1 flex h-full w-6 shrink-0 items-center justify-center rounded-r-md opacity-80 hover:bg-hover hover:opacity-100"
        >
          <X size={13} aria-hidden />
        </button>
      ) : null}
    </span>
  );
}
