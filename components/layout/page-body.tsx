import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** The scrolling part of a page. `isFlush` for tables, which bring their own edges; `isNarrow` for forms. */
export function PageBody({
  isFlush = false,
  isNarrow = false,
  className,
  children,
}: {
  isFlush?: boolean;
  isNarrow?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div className={cn("relative min-h-0 flex-1 overflow-y-auto", !isFlush && "p-4 md:p-6", className)}>
      {isNarrow ? <div className="mx-auto w-full max-w-2xl">{children}</div> : children}
    </div>
  );
}
