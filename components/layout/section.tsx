import type { ReactNode } from "react";

/** A titled part of a settings page. */
export function Section({
  title,
  description,
  action,
  children,
}: {
  title: string;
  description?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="border-b py-6 first:pt-0 last:border-0">
      <div className="mb-4 flex items-start justify-between gap-4">
        <div className="min-w-0">
          <h2 className="text-base">{title}</h2>
          {description ? <div className="mt-0.5 text-muted text-sm text-pretty">{description}</div> : null}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}
