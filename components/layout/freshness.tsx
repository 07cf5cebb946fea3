import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** A dot and a word on how fresh a page is. Changes quietly: it is there for those who look. */
export function Freshness({
  tone,
  tip,
  children,
}: {
  tone: "ok" | "warn" | "neutral";
  tip?: string;
  children: ReactNode;
}) {
  return (
    <span
      aria-live="off"
      data-tip={tip}
      className={cn("flex min-w-0 items-center gap-1.5 tabular-nums", tone === "warn" && "text-warn-ink")}
    >
      <span
        aria-hidden
        className={cn(
          "size-2 shrink-0 rounded-full",
          tone === "ok" ? "bg-ok" : tone === "warn" ? "bg-warn" : "bg-control",
        )}
      />
      <span className="min-w-0 truncate">{children}</span>
    </span>
  );
}
