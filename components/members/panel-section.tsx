import type { ReactNode } from "react";

/** A titled part of the side panel. */
export function PanelSection({
  title,
  count,
  action,
  children,
}: {
  title: string;
  count?: number | string;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="border-b px-4 py-3 last:border-b-0">
      <div className="mb-2 flex last:mb-0 min-h-6 items-center gap-2">
        <h2 className="text-sm">
          {title}
          {count === undefined ? null : <span className="ml-1.5 font-normal text-muted">{count}</span>}
        </h2>
        <span className="grow" />
        {action}
      </div>
      {children}
    </section>
  );
}
