"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorBanner } from "@/components/ui/error-banner";
import { toast } from "@/components/ui/toast";
import type { App, UpdateApp } from "@/lib/contracts/apps";
import { fieldErrors } from "@/lib/queries/api-error";
import { type Connection, useCreateApp, useTestConnection, useUpdateApp } from "@/lib/queries/apps/mutations";
import { ConnectionFields } from "./connection-fields";
import { ConnectionResult } from "./connection-result";
import { readHosts, readLines } from "./list-text";
import { LookFields, type Looks } from "./look-fields";
import { RuleFields, type Rules } from "./rule-fields";

/** Adds a hosted app, or changes one. The embedded server's connection is set where the server is. */
export function AppDialog({
  app,
  onClose,
  onSaved,
}: {
  app: App | null;
  onClose: () => void;
  /** With the app's id when its connection is another one now. */
  onSaved: (connectedId: string | null) => void;
}) {
  const t = useTranslations("apps.form");
  const common = useTranslations("common.actions");
  const [looks, setLooks] = useState<Looks>(() => ({
    name: app?.name ?? "",
    environment: app?.environment ?? "production",
    color: app?.color ?? "blue",
  }));
  const [connection, setConnection] = useState<Connection>(() => ({
    serverUrl: app?.serverUrl ?? "",
    leancloudAppId: app?.leancloudAppId ?? "",
    appKey: "",
    masterKey: "",
  }));
  const [rules, setRules] = useState<Rules>(() => ({
    trustedMediaHosts: app?.trustedMediaHosts.join("\n") ?? "",
    senderIds: app?.senderIds.join("\n") ?? "",
    broadcastDailyLimit: app?.broadcastDailyLimit?.toString() ?? "",
  }));
  const create = useCreateApp();
  const update = useUpdateApp();
  const test = useTestConnection();
  const form = useId();
  const hasConnection = app === null || (app.kind === "hosted" && !app.isManaged);
  const saving = app === null ? create : update;
  const errors = fieldErrors(saving.error);
  const hasNewKeys = connection.appKey !== "" && connection.masterKey !== "";

  const done = (connectedId: string | null) => {
    toast.success({ title: t(app === null ? "added" : "saved", { name: looks.name.trim() }) });
    onSaved(connectedId);
  };
  const submit = () => {
    const named = { ...looks, name: looks.name.trim() };
    if (app === null) {
      const created = { ...named, ...trimmed(connection) };
      return create.mutate(created, { onSuccess: ({ result }) => done(result?.app.id ?? null) });
    }
    const reconnected = hasConnection ? changedConnection(app, connection) : {};
    const change: UpdateApp = { ...named, ...toRules(rules), ...reconnected };
    const connectedId = Object.keys(reconnected).length > 0 ? app.id : null;
    update.mutate({ id: app.id, change }, { onSuccess: () => done(connectedId) });
  };

  return (
    <Dialog
      isOpen
      size="lg"
      onOpenChange={(isOpen) => !isOpen && !saving.isPending && onClose()}
      title={app === null ? t("addTitle") : t("editTitle", { name: app.name })}
      description={app === null ? t("addDescription") : undefined}
      footer={
        <>
          {hasConnection && (hasNewKeys || app !== null) ? (
            <Button
              className="mr-auto"
              isLoading={test.isPending}
              onClick={() =>
                test.mutate(app && !hasNewKeys ? { id: app.id } : { connection: trimmed(connection) })
              }
            >
              {t("test")}
            </Button>
          ) : null}
          <Button onClick={onClose} disabled={saving.isPending}>
            {common("cancel")}
          </Button>
          <Button type="submit" form={form} variant="primary" isLoading={saving.isPending}>
            {app === null ? t("add") : common("save")}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {Object.keys(errors).length > 0 ? null : <ErrorBanner error={saving.error} />}
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <LookFields value={looks} onValueChange={setLooks} isNameRefused={Boolean(errors.name)} />
          {hasConnection ? (
            <ConnectionFields
              value={connection}
              onValueChange={setConnection}
              errors={errors}
              areKeysKept={app !== null}
            />
          ) : (
            <Banner className="sm:col-span-2">{t("managed")}</Banner>
          )}
          {app === null ? null : <RuleFields value={rules} onValueChange={setRules} errors={errors} />}
        </div>
        <ErrorBanner error={test.error} />
        {test.data ? <ConnectionResult test={test.data} /> : null}
      </form>
    </Dialog>
  );
}

function trimmed(connection: Connection): Connection {
  return {
    serverUrl: connection.serverUrl.trim(),
    leancloudAppId: connection.leancloudAppId.trim(),
    appKey: connection.appKey.trim(),
    masterKey: connection.masterKey.trim(),
  };
}

/** Only what differs; empty keys are left as they are. */
function changedConnection(app: App, connection: Connection): UpdateApp {
  const { serverUrl, leancloudAppId, appKey, masterKey } = trimmed(connection);
  return {
    ...(serverUrl === app.serverUrl ? {} : { serverUrl }),
    ...(leancloudAppId === app.leancloudAppId ? {} : { leancloudAppId }),
    ...(appKey ? { appKey } : {}),
    ...(masterKey ? { masterKey } : {}),
  };
}

function toRules(rules: Rules): UpdateApp {
  const limit = rules.broadcastDailyLimit.trim();
  return {
    trustedMediaHosts: readHosts(rules.trustedMediaHosts),
    senderIds: readLines(rules.senderIds),
    broadcastDailyLimit: limit === "" ? null : Number(limit),
  };
}
