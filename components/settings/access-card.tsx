"use client";

import { Check, Minus } from "lucide-react";
import { useTranslations } from "next-intl";
import { AppMark } from "@/components/layout/app-mark";
import { Badge } from "@/components/ui/badge";
import type { SessionApp } from "@/lib/contracts/session";
import { groups, permissionGroups, shownCapabilities } from "./access-groups";

/** What the operator may do in one app, and what its IM server can. */
export function AccessCard({ app }: { app: SessionApp }) {
  const t = useTranslations("settings");
  const roles = useTranslations("common.roles");
  const shell = useTranslations("shell.environment");
  const capability = useTranslations("apps.capability");
  return (
    <article className="rounded-lg border">
      <header className="flex flex-wrap items-center gap-3 border-b px-4 py-3">
        <AppMark app={app} />
        <h3 className="min-w-0 flex-1 truncate">
          <bdi>{app.name}</bdi>
        </h3>
        <Badge tone={app.environment === "production" ? "danger" : "neutral"}>{shell(app.environment)}</Badge>
        <Badge tone="accent">{roles(app.role)}</Badge>
      </header>
      <div className="grid gap-x-8 gap-y-4 px-4 py-3 sm:grid-cols-2 lg:grid-cols-3">
        {groups.map((group) => (
          <Checks
            key={group}
            title={t(`groups.${group}`)}
            items={permissionGroups[group].map((permission) => ({
              id: permission,
              label: t(`permissions.${permission}`),
              isGiven: app.permissions.includes(permission),
            }))}
          />
        ))}
        <Checks
          title={t("server")}
          items={shownCapabilities.map((item) => ({
            id: item,
            label: capability(item),
            isGiven: app.capabilities.includes(item),
          }))}
        />
        {app.role === "agent" ? (
          <section>
            <h4 className="mb-1 font-medium text-muted text-xs">{t("senders")}</h4>
            {app.senderIds.length === 0 ? <p className="text-muted text-sm">{t("noSenders")}</p> : null}
            <ul className="flex flex-wrap gap-1">
              {app.senderIds.map((id) => (
                <li key={id} className="min-w-0">
                  <Badge>{id}</Badge>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
      </div>
    </article>
  );
}

function Checks({
  title,
  items,
}: {
  title: string;
  items: readonly { id: string; label: string; isGiven: boolean }[];
}) {
  const t = useTranslations("settings");
  return (
    <section>
      <h4 className="mb-1 font-medium text-muted text-xs">{title}</h4>
      <ul className="text-sm">
        {items.map((item) => (
          <li key={item.id} className="flex items-center gap-2 py-0.5">
            {item.isGiven ? (
              <Check size={14} aria-label={t("yes")} className="shrink-0 text-ok-ink" />
            ) : (
              <Minus size={14} aria-label={t("no")} className="shrink-0 text-faint" />
            )}
            <span className={item.isGiven ? undefined : "text-muted"}>{item.label}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
