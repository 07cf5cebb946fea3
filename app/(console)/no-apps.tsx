"use client";

import { AppWindow } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/layout/empty-state";
import { PageBody } from "@/components/layout/page-body";
import { PageHeader } from "@/components/layout/page-header";
import { useCan } from "@/components/layout/session-context";
import { ButtonLink } from "@/components/ui/button";

/** For an operator who may not open any app. */
export function NoApps() {
  const t = useTranslations("shell");
  const can = useCan();
  return (
    <>
      <PageHeader breadcrumbs={[{ label: "Parley" }]} />
      <PageBody>
        <EmptyState
          icon={<AppWindow size={18} />}
          title={t("noApps.title")}
          description={t(can("app.manage") ? "noApps.addOne" : "noApps.askAdmin")}
          action={can("app.manage") ? <ButtonLink href="/apps">{t("nav.apps")}</ButtonLink> : undefined}
        />
      </PageBody>
    </>
  );
}
