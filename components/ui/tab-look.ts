import { cn } from "./cn";

export const tabListClass = "flex gap-4 overflow-x-auto border-b [scrollbar-width:none]";

/** The look of one tab, button or link. */
export function tabClass(isActive: boolean): string {
  return cn(
    "-mb-px flex h-9 shrink-0 items-center gap-1.5 border-b-2 px-0.5 font-medium focus-visible:-outline-offset-2",
    isActive
      ? "border-accent text-ink"
      : "border-transparent text-muted hover:border-line-strong hover:text-ink",
  );
}
