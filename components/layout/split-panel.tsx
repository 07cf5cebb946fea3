"use client";

import { type ReactNode, useState } from "react";
import { cn } from "@/components/ui/cn";
import { SegmentedControl } from "@/components/ui/segmented-control";

/** Content with a right panel that scrolls by itself. Under 768 px the two become tabs. */
export function SplitPanel({
  label,
  contentLabel,
  panelLabel,
  panel,
  isOpen,
  children,
}: {
  /** Names the choice between content and panel on narrow screens. */
  label: string;
  contentLabel: string;
  panelLabel: string;
  panel: ReactNode;
  /** Whether the panel is shown on wide screens. */
  isOpen: boolean;
  children: ReactNode;
}) {
  const [shown, setShown] = useState<"content" | "panel">("content");
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex border-b px-2 py-1.5 md:hidden">
        <SegmentedControl
          label={label}
          value={shown}
          onValueChange={setShown}
          options={[
            { value: "content", label: contentLabel },
            { value: "panel", label: panelLabel },
          ]}
        />
      </div>
      <div className="flex min-h-0 flex-1">
        <div className={cn("flex min-w-0 flex-1 flex-col", shown === "panel" && "max-md:hidden")}>
          {children}
        </div>
        <aside
          aria-label={panelLabel}
          className={cn(
            "w-80 shrink-0 overflow-y-auto border-l max-md:w-full max-md:border-l-0",
            !isOpen && "md:hidden",
            shown === "content" && "max-md:hidden",
          )}
        >
          {panel}
        </aside>
      </div>
    </div>
  );
}
