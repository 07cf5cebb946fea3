"use client";

import { ChevronsUpDown } from "lucide-react";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { Menu } from "@/components/ui/menu";
import { AppMark } from "./app-mark";
import { useCan, useCurrentApp, useSession } from "./session-context";

/** First thing of the rail: which app everything below belongs to. Switching keeps the section. */
export function AppSwitcher() {
  const t = useTranslations("shell");
  const { apps } = useSession();
  const app = useCurrentApp();
  const can = useCan();
  const pathname = usePathname();
  const section = /^\/apps\/[^/]+\/([^/]+)/.exec(pathname)?.[1] ?? "conversations";
  return (
    <Menu
      label={t("switchApp")}
      align="start"
      items={[
        ...apps.map((item) => ({
          id: item.id,
          label: item.name,
          hint: t(`environment.${item.environment}`),
          icon: <AppMark app={item} className="size-5" />,
          href: `/apps/${item.id}/${section}`,
          isChecked: item.id === app?.id ? true : undefined,
        })),
        ...(can("app.manage")
          ? [{ separator: true as const }, { id: "manage", label: t("manageApps"), href: "/apps" }]
          : []),
      ]}
      trigger={(props) => (
        <button
          type="button"
          {...props}
          aria-label={app ? t("switchAppFrom", { name: app.name }) : t("switchApp")}
          className="flex h-11 w-full items-center gap-2 rounded-md px-2 text-left hover:bg-hover"
        >
          {app ? <AppMark app={app} /> : null}
          <span className="min-w-0 flex-1">
            <span className="block truncate font-semibold">{app?.name ?? t("noApp")}</span>
            {app ? (
              <span
                className={
                  app.environment === "production"
                    ? "block truncate font-medium text-2xs text-danger-ink"
                    : "block truncate text-2xs text-muted"
                }
              >
                {t(`environment.${app.environment}`)}
              </span>
            ) : null}
          </span>
          <ChevronsUpDown size={14} aria-hidden className="shrink-0 text-faint" />
        </button>
      )}
    />
  );
}
