import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

/** Shared look of everything one types into. */
export const controlClass =
  "w-full min-w-0 rounded-md border border-control/60 bg-surface text-ink transition-colors pointer-coarse:text-lg hover:border-control focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:bg-sunken disabled:text-muted aria-invalid:border-danger";

/** A single-line text input. */
export function Input({
  isInvalid,
  leading,
  size = "md",
  className,
  ...props
}: Omit<ComponentProps<"input">, "size"> & { isInvalid?: boolean; leading?: ReactNode; size?: "md" | "sm" }) {
  const input = (
    <input
      autoComplete="off"
      {...props}
      aria-invalid={isInvalid || props["aria-invalid"] || undefined}
      className={cn(
        controlClass,
        size === "md" ? "h-8" : "h-7 text-sm",
        leading ? "pr-2.5 pl-8" : "px-2.5",
        !leading && className,
      )}
    />
  );
  if (!leading) return input;
  return (
    <span className={cn("relative block", className)}>
      <span className="pointer-events-none absolute inset-y-0 left-2.5 flex items-center text-faint">
        {leading}
      </span>
      {input}
    </span>
  );
}
