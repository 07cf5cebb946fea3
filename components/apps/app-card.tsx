"use client";

import { Pencil, Plug, SlidersHorizontal, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useId } from "react";
import { AppMark } from "@/components/layout/app-mark";
import { Badge } from "@/components/ui/badge";
import { Button, ButtonLink } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Code } from "@/components/ui/code";
import { CopyableId } from "@/components/ui/copyable-id";
import { dynamic } from "@/components/ui/dynamic";
import { ErrorBanner } from "@/components/ui/error-banner";
import { IconButton } from "@/components/ui/icon-button";
import { Link } from "@/components/ui/link";
import type { App } from "@/lib/contracts/apps";
import { useTestConnection } from "@/lib/queries/apps/mutations";

const ConnectionResult = dynamic(() =>
  import("./connection-result").then((module) => module.ConnectionResult),
);

/** One app with its connection, rules and capabilities, and a test of the connection in place. */
export function AppCard({
  app,
  isConnectionNew,
  onEdit,
  onDelete,
}: {
  app: App;
  /** It was entered just now: it is tested without being asked for. */
  isConnectionNew: boolean;
  onEdit: () => void;
  onDelete: () => void;
}) {
  const t = useTranslations("apps");
  const shell = useTranslations("shell.environment");
  const test = useTestConnection();
  const heading = useId();
  const { mutate } = test;
  useEffect(() => {
    if (isConnectionNew) mutate({ id: app.id });
  }, [isConnectionNew, app.id, mutate]);
  const none = <span className="text-muted">{t("card.none")}</span>;
  return (
    <article aria-labelledby={heading} className="rounded-lg border">
      <header className="flex flex-wrap items-center gap-3 border-b px-4 py-3">
        <AppMark app={app} className="size-8 text-base" />
        <div className="min-w-44 flex-1">
          <h2 id={heading} className="flex flex-wrap items-center gap-2 text-base">
            <Link href={`/apps/${app.id}/conversations`} className="truncate rounded-sm hover:underline">
              <bdi>{app.name}</bdi>
            </Link>
            <Badge tone={app.environment === "production" ? "danger" : "neutral"}>
              {shell(app.environment)}
            </Badge>
          </h2>
          <p className="text-muted text-sm">{t(`kind.${kindOf(app)}`)}</p>
        </div>
        <Button
          size="sm"
          icon={<Plug size={14} aria-hidden />}
          isLoading={test.isPending}
          onClick={() => test.mutate({ id: app.id })}
        >
          {t("form.test")}
        </Button>
        {app.capabilities?.includes("settings") ? (
          <ButtonLink
            size="sm"
            href={`/apps/${app.id}/settings`}
            icon={<SlidersHorizontal size={14} aria-hidden />}
          >
            {t("card.imSettings")}
          </ButtonLink>
        ) : null}
        <Button size="sm" icon={<Pencil size={14} aria-hidden />} onClick={onEdit}>
          {t("card.edit")}
        </Button>
        {app.kind === "hosted" && !app.isManaged ? (
          <IconButton label={t("card.remove", { name: app.name })} variant="danger" onClick={onDelete}>
            <Trash2 size={15} aria-hidden />
          </IconButton>
        ) : null}
      </header>
      <dl className="grid gap-x-6 gap-y-3 px-4 py-3 text-sm sm:grid-cols-2 lg:grid-cols-3">
        <Fact name={t("form.serverUrl")}>
          <Code>{app.serverUrl}</Code>
        </Fact>
        <Fact name={t("form.leancloudAppId")}>
          <CopyableId id={app.leancloudAppId} />
        </Fact>
        <Fact name={t("card.keys")}>
          <span className="block">
            {t("card.appKey")} <Code>{app.appKeyFingerprint}</Code>
          </span>
          <span className="block">
            {t("card.masterKey")} <Code>{app.masterKeyFingerprint}</Code>
          </span>
        </Fact>
        <Fact name={t("form.trustedMediaHosts")}>
          <Tags values={app.trustedMediaHosts} empty={none} />
        </Fact>
        <Fact name={t("form.senderIds")}>
          <Tags values={app.senderIds} empty={none} />
        </Fact>
        <Fact name={t("form.broadcastDailyLimit")}>
          {app.broadcastDailyLimit === null ? (
            <span className="text-muted">{t("card.unknown")}</span>
          ) : (
            app.broadcastDailyLimit
          )}
        </Fact>
        <Fact name={t("card.capabilities")} className="col-span-full">
          {app.capabilities ? (
            <Tags values={app.capabilities.map((capability) => t(`capability.${capability}`))} empty={none} />
          ) : (
            <span className="text-muted">{t("card.untold")}</span>
          )}
        </Fact>
      </dl>
      {test.data || test.error ? (
        <div className="px-4 pb-4">
          <ErrorBanner error={test.error} />
          {test.data ? <ConnectionResult test={test.data} /> : null}
        </div>
      ) : null}
    </article>
  );
}

/** LeanCloud tells of no capabilities: who does is another Parley. */
function kindOf({ kind, capabilities }: App): "embedded" | "hosted" | "elsewhere" {
  return kind === "hosted" && capabilities?.length ? "elsewhere" : kind;
}

function Fact({
  name,
  className,
  children,
}: {
  name: string;
  className?: string;
  children: React.ReactNode;
}) {
  return (
    <div className={cn("min-w-0", className)}>
      <dt className="text-muted text-xs">{name}</dt>
      <dd className="mt-0.5 min-w-0">{children}</dd>
    </div>
  );
}

function Tags({ values, empty }: { values: readonly string[]; empty: React.ReactNode }) {
  if (values.length === 0) return empty;
  return (
    <span className="flex flex-wrap gap-1">
      {values.map((value) => (
        <Badge key={value}>{value}</Badge>
      ))}
    </span>
  );
}
