"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { AppCard } from "@/components/apps/app-card";
import { PageBody } from "@/components/layout/page-body";
import { PageHeader } from "@/components/layout/page-header";
import { QueryBoundary } from "@/components/layout/query-boundary";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { dynamic } from "@/components/ui/dynamic";
import { Skeleton } from "@/components/ui/skeleton";
import type { App } from "@/lib/contracts/apps";
import { useDeleteApp } from "@/lib/queries/apps/mutations";
import { appsQueryOptions } from "@/lib/queries/apps/queries";
import { useQueryStates } from "@/lib/url-state/use-query-states";
import { appsParams } from "./search-params";

const AppDialog = dynamic(() => import("@/components/apps/app-dialog").then((module) => module.AppDialog));

/** The apps of the console: the embedded server and hosted ones. */
export function AppsClient() {
  const t = useTranslations("apps");
  const router = useRouter();
  const apps = useQuery(appsQueryOptions());
  const remove = useDeleteApp();
  const [params, setParams] = useQueryStates(appsParams);
  const [newConnection, setNewConnection] = useState<string | null>(null);
  const [deleting, setDeleting] = useState<App | null>(null);
  const editing = apps.data?.apps.find((app) => app.id === params.edit) ?? null;
  const closeForm = () => void setParams({ new: null, edit: null });
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: t("title") }]}
        actions={
          <Button
            variant="primary"
            icon={<Plus size={15} aria-hidden />}
            onClick={() => void setParams({ new: true, edit: null })}
          >
            {t("form.addTitle")}
          </Button>
        }
      />
      <PageBody>
        <QueryBoundary query={apps} skeleton={<Skeleton className="mx-auto h-44 w-full max-w-5xl" />}>
          {(data) => (
            <div className="mx-auto flex w-full max-w-5xl flex-col gap-4">
              {data.apps.map((app) => (
                <AppCard
                  key={app.id}
                  app={app}
                  isConnectionNew={app.id === newConnection}
                  onEdit={() => void setParams({ edit: app.id, new: null })}
                  onDelete={() => setDeleting(app)}
                />
              ))}
            </div>
          )}
        </QueryBoundary>
      </PageBody>
      {params.new || editing ? (
        <AppDialog
          key={editing?.id ?? "new"}
          app={params.new ? null : editing}
          onClose={closeForm}
          onSaved={(connectedId) => {
            closeForm();
            setNewConnection(connectedId);
            // The rail's list of apps comes from the session of the layout.
            router.refresh();
          }}
        />
      ) : null}
      {deleting ? (
        <ConfirmDialog
          isOpen
          onOpenChange={(isOpen) => !isOpen && setDeleting(null)}
          title={t("delete.title", { name: deleting.name })}
          consequence={t("delete.consequence")}
          confirmLabel={t("delete.confirm")}
          typeToConfirm={deleting.name}
          isDangerous
          onConfirm={async () => {
            await remove.mutateAsync({ id: deleting.id });
            router.refresh();
          }}
        />
      ) : null}
    </>
  );
}
