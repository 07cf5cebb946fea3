import type { ReactNode } from "react";

/** The last line of a page: freshness on the left, quota on the right. */
export function StatusLine({ children, end }: { children?: ReactNode; end?: ReactNode }) {
  return (
    <footer className="flex min-h-7 shrink-0 items-center flex-wrap justify-between gap-x-4 border-t bg-sunken px-4 py-1 text-muted text-xs max-md:px-2">
      <div className="flex min-w-0 items-center gap-2">{children}</div>
      <div className="flex shrink-0 items-center gap-2">{end}</div>
    </footer>
  );
}
