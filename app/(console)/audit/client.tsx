"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import { useTranslations } from "next-intl";
import { ActiveFilters } from "@/components/audit/active-filters";
import type { AuditFilterValues } from "@/components/audit/audit-filter-values";
import { AuditFilters } from "@/components/audit/audit-filters";
import { AuditTable } from "@/components/audit/audit-table";
import { ChainAlarm, ChainState } from "@/components/audit/chain-state";
import { ExportMenu } from "@/components/audit/export-menu";
import { useActionLabel } from "@/components/audit/use-action-label";
import { EmptyState } from "@/components/layout/empty-state";
import { LoadMoreEdge } from "@/components/layout/load-more-edge";
import { NoMatch } from "@/components/layout/no-match";
import { PageBody } from "@/components/layout/page-body";
import { PageHeader } from "@/components/layout/page-header";
import { QueryBoundary } from "@/components/layout/query-boundary";
import { StatusLine } from "@/components/layout/status-line";
import { Button } from "@/components/ui/button";
import { dynamic } from "@/components/ui/dynamic";
import { Sheet } from "@/components/ui/sheet";
import { SkeletonRows } from "@/components/ui/skeleton";
import { auditQueryOptions, auditRowQueryOptions } from "@/lib/queries/audit/queries";
import { useQueryStates } from "@/lib/url-state/use-query-states";
import { auditParams, givenFilters } from "./search-params";

const AuditDetails = dynamic(() =>
  import("@/components/audit/audit-details").then((module) => module.AuditDetails),
);

const noFilters: AuditFilterValues = {
  operator: null,
  action: null,
  app: null,
  target: null,
  result: null,
  since: null,
  until: null,
};

/** Everything that was done, by whom and with what result. */
export function AuditClient() {
  const t = useTranslations("audit");
  const label = useActionLabel();
  const [{ row: openSeq, ...filters }, setParams] = useQueryStates(auditParams, { history: "push" });
  const given = givenFilters(filters);
  const query = useInfiniteQuery(auditQueryOptions(given));
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const loaded = rows.find((row) => row.seq === openSeq);
  const linked = useQuery({
    ...auditRowQueryOptions(openSeq ?? 0),
    enabled: openSeq !== null && !loaded && !query.isPending,
  });
  const open = loaded ?? (openSeq === null ? undefined : (linked.data ?? undefined));
  const isFiltered = Object.keys(given).length > 0;
  const chips = <ActiveFilters value={filters} onRemove={(key) => void setParams({ [key]: null })} />;

  return (
    <>
      <PageHeader breadcrumbs={[{ label: t("title") }]} actions={<ExportMenu filters={given} />} />
      <div className="flex shrink-0 flex-wrap items-center gap-2 border-b px-4 py-2 max-md:px-2">
        <AuditFilters value={filters} onChange={(change) => void setParams(change)} />
        {chips}
        {isFiltered ? (
          <Button size="sm" variant="ghost" onClick={() => void setParams(noFilters)}>
            {t("filters.clear")}
          </Button>
        ) : null}
      </div>
      <PageBody isFlush>
        <ChainAlarm />
        <QueryBoundary query={query} skeleton={<SkeletonRows rows={14} columns={6} hasHeader />}>
          {() =>
            rows.length === 0 && isFiltered ? (
              <NoMatch filters={chips} onClear={() => void setParams(noFilters)} />
            ) : rows.length === 0 ? (
              <EmptyState
                icon={<ScrollText size={18} />}
                title={t("empty.title")}
                description={t("empty.text")}
              />
            ) : (
              <>
                <AuditTable
                  rows={rows}
                  openSeq={openSeq}
                  onOpen={(row) => void setParams({ row: row.seq })}
                />
                <LoadMoreEdge
                  hasMore={query.hasNextPage}
                  isLoading={query.isFetchingNextPage}
                  error={query.isFetchNextPageError ? query.error : undefined}
                  onLoad={() => void query.fetchNextPage()}
                  endLabel={t("end")}
                />
              </>
            )
          }
        </QueryBoundary>
      </PageBody>
      <StatusLine>
        <ChainState />
      </StatusLine>
      <Sheet
        isOpen={open !== undefined}
        onOpenChange={(isOpen) => !isOpen && void setParams({ row: null })}
        title={open ? label(open.action) : t("title")}
        description={
          open
            ? `${open.operatorEmail ?? t(open.ip ? "nobody" : "system")} · ${t(`results.${open.result}`)}`
            : undefined
        }
      >
        {open ? <AuditDetails row={open} /> : null}
      </Sheet>
    </>
  );
}
