import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { AuditChain, AuditPage, AuditQuery } from "@/lib/contracts/audit";
import { apiGet, withQuery } from "../http";
import { auditKeys } from "./keys";

/** Audit rows newest first, a page at a time. */
export function auditQueryOptions(filters: Omit<AuditQuery, "before">) {
  return infiniteQueryOptions({
    queryKey: auditKeys.rows(filters),
    queryFn: ({ signal, pageParam }) =>
      apiGet<AuditPage>("/api/audit", { signal, query: { ...filters, before: pageParam } }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** One row by its number, for a link to a row that is not among those loaded. */
export function auditRowQueryOptions(seq: number) {
  return queryOptions({
    queryKey: auditKeys.row(seq),
    queryFn: async ({ signal }) => {
      const page = await apiGet<AuditPage>("/api/audit", { signal, query: { before: seq + 1, limit: 1 } });
      return page.rows.find((row) => row.seq === seq) ?? null;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Whether every row still fits the hash of the one before. */
export function auditChainQueryOptions() {
  return queryOptions({
    queryKey: auditKeys.chain(),
    queryFn: ({ signal }) => apiGet<AuditChain>("/api/audit/chain", { signal }),
    staleTime: 60_000,
  });
}

export type AuditFilters = Omit<AuditQuery, "before" | "limit">;

/** Throws what stands in the way of an export: a download that fails cannot tell. */
export async function checkAuditExport(filters: AuditFilters): Promise<void> {
  await apiGet<AuditPage>("/api/audit", { query: { ...filters, limit: 1 } });
}

/** Where the rows of these filters can be downloaded. */
export function auditExportHref(format: "csv" | "ndjson", filters: AuditFilters): string {
  return withQuery("/api/audit/export", { format, ...filters });
}
