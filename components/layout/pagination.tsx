"use client";

import { ChevronLeft, ChevronRight, ChevronsLeft } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/link";

/** Pages by URL, counted from 1: which rows of how many, and where to go. */
export function Pagination({
  page,
  pageSize,
  shown,
  total,
  hasNext,
  hrefFor,
}: {
  page: number;
  pageSize: number;
  /** Rows on this page. */
  shown: number;
  total?: number | null;
  hasNext: boolean;
  hrefFor: (page: number) => string;
}) {
  const t = useTranslations("common");
  const format = new Intl.NumberFormat(useLocale());
  const from = (page - 1) * pageSize + 1;
  const to = (page - 1) * pageSize + shown;
  const range = { from: format.format(from), to: format.format(to) };
  return (
    <nav aria-label={t("table.page", { page })} className="flex items-center gap-1">
      {shown > 0 ? (
        <span className="mr-2 text-muted text-sm">
          {total === undefined || total === null ? (
            t("table.rangeOpen", range)
          ) : (
            <>
              <span className="max-sm:hidden">
                {t("table.range", { ...range, total: format.format(total) })}
              </span>
              <span className="sm:hidden">{t("table.rangeOpen", range)}</span>
            </>
          )}
        </span>
      ) : null}
      <PageLink label={t("actions.first")} href={page > 1 ? hrefFor(1) : null}>
        <ChevronsLeft size={16} aria-hidden />
      </PageLink>
      <PageLink label={t("actions.previous")} href={page > 1 ? hrefFor(page - 1) : null}>
        <ChevronLeft size={16} aria-hidden />
      </PageLink>
      <PageLink label={t("actions.next")} href={hasNext ? hrefFor(page + 1) : null}>
        <ChevronRight size={16} aria-hidden />
      </PageLink>
    </nav>
  );
}

function PageLink({ label, href, children }: { label: string; href: string | null; children: ReactNode }) {
  const className = "flex size-7 items-center justify-center rounded-md text-muted";
  if (!href) {
    return (
      <span aria-hidden className={cn(className, "opacity-40")}>
        {children}
      </span>
    );
  }
  return (
    <Link
      href={href}
      aria-label={label}
      data-tip={label}
      className={cn(className, "hover:bg-hover hover:text-ink")}
    >
      {children}
    </Link>
  );
}
