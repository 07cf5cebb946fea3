"use client";

import { ChevronRight, Menu as MenuIcon } from "lucide-react";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { Fragment, type ReactNode, useEffect } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Link } from "@/components/ui/link";
import { rememberPlace } from "./recent-places";
import { useShell } from "./shell-state";

export interface Crumb {
  label: string;
  href?: string;
}

/** The first line of a page: where one is, and the page's one main action. The last crumb is the heading. */
export function PageHeader({
  breadcrumbs,
  title,
  meta,
  actions,
}: {
  breadcrumbs: readonly Crumb[];
  /** In place of the last crumb's label, when it is more than text. */
  title?: ReactNode;
  /** Small facts after the heading: kind, id. */
  meta?: ReactNode;
  actions?: ReactNode;
}) {
  const t = useTranslations("common.nav");
  const shell = useTranslations("shell");
  const { setRailOpen } = useShell();
  const last = breadcrumbs.at(-1);
  const pathname = usePathname();
  const label = last?.label;
  useEffect(() => {
    if (label) rememberPlace(pathname, label);
  }, [pathname, label]);
  const parents = breadcrumbs.slice(0, -1);
  return (
    <header className="flex min-h-12 shrink-0 items-center gap-2 border-b px-4 py-1.5 max-md:px-2">
      <IconButton label={shell("openRail")} onClick={() => setRailOpen(true)} className="md:hidden">
        <MenuIcon size={18} aria-hidden />
      </IconButton>
      <div className="flex min-w-0 flex-1 items-center gap-1.5">
        {parents.length > 0 ? (
          <nav
            aria-label={t("breadcrumbs")}
            className="flex shrink-0 items-center gap-1.5 text-muted max-md:hidden"
          >
            {parents.map((crumb) => (
              <Fragment key={crumb.label}>
                {crumb.href ? (
                  <Link href={crumb.href} className="rounded-sm hover:text-ink hover:underline">
                    {crumb.label}
                  </Link>
                ) : (
                  <span>{crumb.label}</span>
                )}
                <ChevronRight size={14} aria-hidden className="text-faint" />
              </Fragment>
            ))}
          </nav>
        ) : null}
        <h1 className="min-w-0 truncate font-semibold">{title ?? <bdi>{last?.label}</bdi>}</h1>
        {meta ? <div className="flex min-w-0 shrink items-center gap-1.5 overflow-hidden">{meta}</div> : null}
      </div>
      {actions ? <div className="flex shrink-0 items-center gap-2">{actions}</div> : null}
    </header>
  );
}
