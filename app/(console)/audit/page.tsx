import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ForbiddenPage } from "@/components/layout/forbidden-page";
import { listAudit } from "@/lib/console/audit/list-audit";
import { getConsole } from "@/lib/console/context";
import { auditQuerySchema } from "@/lib/contracts/audit";
import { auditQueryOptions } from "@/lib/queries/audit/queries";
import { getQueryClient } from "@/lib/queries/query-client";
import type { SearchParams } from "@/lib/url-state/search";
import { requireSession } from "../require-session";
import { AuditClient } from "./client";
import { givenFilters, loadAuditParams } from "./search-params";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("audit"))("title") };
}

export default async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [session, t] = await Promise.all([requireSession(), getTranslations("audit")]);
  if (!session.permissions.includes("audit.read")) return <ForbiddenPage title={t("title")} />;
  const { row: _row, ...filters } = await loadAuditParams(searchParams);
  const given = givenFilters(filters);
  const query = auditQuerySchema.safeParse(given);
  const queryClient = getQueryClient();
  if (query.success) {
    await queryClient.prefetchInfiniteQuery({
      ...auditQueryOptions(given),
      queryFn: async () => listAudit((await getConsole()).db, query.data),
    });
  }
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <AuditClient />
    </HydrationBoundary>
  );
}
