"use client";

import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { PreferencesForm } from "@/components/account/preferences-form";
import { PageBody } from "@/components/layout/page-body";
import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { useCan, useSession } from "@/components/layout/session-context";
import { AccessCard } from "@/components/settings/access-card";
import { Link } from "@/components/ui/link";
import type { Permission } from "@/lib/contracts/session";

const places: { id: "account" | "apps" | "operators" | "audit"; href: string; needs?: Permission }[] = [
  { id: "account", href: "/account" },
  { id: "apps", href: "/apps", needs: "app.manage" },
  { id: "operators", href: "/operators", needs: "operator.manage" },
  { id: "audit", href: "/audit", needs: "audit.read" },
];

/** How the console looks, what one may do where, and the way to everything that can be set. */
export function SettingsClient() {
  const t = useTranslations("settings");
  const account = useTranslations("account.preferences");
  const { apps } = useSession();
  const can = useCan();
  return (
    <>
      <PageHeader breadcrumbs={[{ label: t("title") }]} />
      <PageBody>
        <div className="mx-auto w-full max-w-5xl">
          <Section title={account("title")} description={account("description")}>
            <PreferencesForm />
          </Section>
          <Section title={t("places.title")}>
            <ul className="grid gap-2 sm:grid-cols-2">
              {places
                .filter((place) => !place.needs || can(place.needs))
                .map((place) => (
                  <li key={place.id}>
                    <Link
                      href={place.href}
                      className="flex items-center gap-3 rounded-lg border px-4 py-3 hover:bg-hover"
                    >
                      <span className="min-w-0 flex-1">
                        <span className="block font-medium">{t(`places.${place.id}.title`)}</span>
                        <span className="block text-muted text-sm">{t(`places.${place.id}.text`)}</span>
                      </span>
                      <ChevronRight size={16} aria-hidden className="shrink-0 text-faint" />
                    </Link>
                  </li>
                ))}
            </ul>
          </Section>
          <Section title={t("access.title")} description={t("access.text")}>
            <div className="flex flex-col gap-4">
              {apps.map((app) => (
                <AccessCard key={app.id} app={app} />
              ))}
              {apps.length === 0 ? <p className="text-muted">{t("access.none")}</p> : null}
            </div>
          </Section>
        </div>
      </PageBody>
    </>
  );
}
