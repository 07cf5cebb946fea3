"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSession } from "@/components/layout/session-context";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import type { Grant } from "@/lib/contracts/operators";

export const everyApp = "*";
const roles = ["agent", "moderator", "admin"] as const;

/** Roles on every app or on single ones; one line each. */
export function GrantsField({
  value,
  onValueChange,
}: {
  value: Grant[];
  onValueChange: (value: Grant[]) => void;
}) {
  const t = useTranslations("operators.grants");
  const common = useTranslations("common.roles");
  const { apps } = useSession();
  const taken = new Set(value.map((grant) => grant.appId));
  const free = [everyApp, ...apps.map((app) => app.id)].filter((id) => !taken.has(id));
  const nameOf = (id: string) =>
    id === everyApp ? t("everyApp") : (apps.find((app) => app.id === id)?.name ?? t("otherApp", { id }));
  const change = (index: number, next: Grant) =>
    onValueChange(value.map((grant, at) => (at === index ? next : grant)));

  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 font-medium text-sm">{t("label")}</legend>
      {value.map((grant, index) => (
        <div key={grant.appId} className="flex items-center gap-2">
          <Select
            aria-label={t("role")}
            className="w-28 shrink-0 sm:w-36"
            value={grant.role}
            options={roles.map((role) => ({ value: role, label: common(role) }))}
            onChange={({ target }) => {
              const role = roles.find((item) => item === target.value);
              if (role) change(index, { ...grant, role });
            }}
          />
          <span className="shrink-0 text-muted">{t("on")}</span>
          <Select
            aria-label={t("app")}
            className="min-w-0 flex-1"
            value={grant.appId}
            options={[grant.appId, ...free].map((id) => ({ value: id, label: nameOf(id) }))}
            onChange={({ target }) => change(index, { ...grant, appId: target.value })}
          />
          <IconButton
            label={t("remove", { app: nameOf(grant.appId) })}
            disabled={value.length === 1}
            onClick={() => onValueChange(value.filter((_, at) => at !== index))}
          >
            <X size={15} aria-hidden />
          </IconButton>
        </div>
      ))}
      <p className="text-muted text-xs">{t("hint")}</p>
      {free.length > 0 ? (
        <div>
          <Button
            size="sm"
            icon={<Plus size={14} aria-hidden />}
            onClick={() => onValueChange([...value, { appId: free[0] ?? everyApp, role: "agent" }])}
          >
            {t("add")}
          </Button>
        </div>
      ) : null}
    </fieldset>
  );
}
