import type { ReactNode } from "react";

/** Nothing here yet: what it is, and the first step. */
export function EmptyState({
  icon,
  title,
  description,
  action,
}: {
  icon?: ReactNode;
  title: string;
  description?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-2 px-4 py-16 text-center">
      {icon ? (
        <div
          aria-hidden
          className="mb-1 flex size-10 items-center justify-center rounded-lg border bg-sunken text-muted"
        >
          {icon}
        </div>
      ) : null}
      <h2 className="text-base">{title}</h2>
      {description ? (
        <div className="max-w-full text-muted text-pretty [overflow-wrap:anywhere]">{description}</div>
      ) : null}
      {action ? <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
