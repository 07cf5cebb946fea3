import type { ReactNode } from "react";
import { cn } from "./cn";

/** The name above a control. */
export function Label({
  htmlFor,
  className,
  children,
}: {
  htmlFor: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <label htmlFor={htmlFor} className={cn("font-medium text-ink text-sm", className)}>
      {children}
    </label>
  );
}
