"use client";

import { useQuery } from "@tanstack/react-query";
import { CloudCog } from "lucide-react";
import { useTranslations } from "next-intl";
import { SettingsForm } from "@/components/im-settings/settings-form";
import { EmptyState } from "@/components/layout/empty-state";
import { PageBody } from "@/components/layout/page-body";
import { PageHeader } from "@/components/layout/page-header";
import { QueryBoundary } from "@/components/layout/query-boundary";
import { useApp } from "@/components/layout/session-context";
import { Skeleton } from "@/components/ui/skeleton";
import type { SessionApp } from "@/lib/contracts/session";
import { isApiError } from "@/lib/queries/api-error";
import { imSettingsQueryOptions } from "@/lib/queries/im-settings/queries";

/** What an app's IM server asks of clients, allows and tells. */
export function ImSettingsClient() {
  const t = useTranslations("im-settings");
  const app = useApp();
  return (
    <>
      <PageHeader breadcrumbs={[{ label: t("title") }]} />
      <PageBody>
        <Loaded key={app.id} app={app} />
      </PageBody>
    </>
  );
}

function Loaded({ app }: { app: SessionApp }) {
  const t = useTranslations("im-settings");
  const query = useQuery(imSettingsQueryOptions(app.id));
  // Not what the session says: that was asked before the server was updated.
  if (isApiError(query.error, "not_supported")) {
    const elsewhere = app.kind === "hosted" ? "hosted" : "older";
    return (
      <EmptyState
        icon={<CloudCog size={18} />}
        title={t(`${elsewhere}.title`)}
        description={t(`${elsewhere}.text`)}
      />
    );
  }
  return (
    <QueryBoundary query={query} skeleton={<FormSkeleton />}>
      {(settings) => <SettingsForm app={app} settings={settings} />}
    </QueryBoundary>
  );
}

function FormSkeleton() {
  return (
    <div className="mx-auto flex w-full max-w-4xl flex-col gap-6">
      {[3, 4, 2].map((rows) => (
        <div key={rows} className="flex flex-col gap-3">
          <Skeleton className="h-5 w-32" />
          <Skeleton className={rows === 2 ? "h-32 w-full" : rows === 3 ? "h-44 w-full" : "h-56 w-full"} />
        </div>
      ))}
    </div>
  );
}
