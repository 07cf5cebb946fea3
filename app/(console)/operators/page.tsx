import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ForbiddenPage } from "@/components/layout/forbidden-page";
import { getConsole } from "@/lib/console/context";
import { listOperators } from "@/lib/console/operators/list-operators";
import { operatorsQueryOptions } from "@/lib/queries/operators/queries";
import { getQueryClient } from "@/lib/queries/query-client";
import { requireSession } from "../require-session";
import { OperatorsClient } from "./client";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("operators"))("title") };
}

export default async function OperatorsPage() {
  const [session, t] = await Promise.all([requireSession(), getTranslations("operators")]);
  if (!session.permissions.includes("operator.manage")) return <ForbiddenPage title={t("title")} />;
  const queryClient = getQueryClient();
  await queryClient.prefetchQuery({
    ...operatorsQueryOptions(),
    queryFn: async () => ({ operators: await listOperators(await getConsole()) }),
  });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <OperatorsClient />
    </HydrationBoundary>
  );
}
