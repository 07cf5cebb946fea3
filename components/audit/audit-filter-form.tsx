"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCan, useSession } from "@/components/layout/session-context";
import { DateTimeInput } from "@/components/ui/date-time-input";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { operatorsQueryOptions } from "@/lib/queries/operators/queries";
import { auditActions } from "./audit-actions";
import { type AuditFilterValues, auditResults } from "./audit-filter-values";
import { useActionLabel } from "./use-action-label";

/** One field for each filter; loaded when the form is opened. */
export function AuditFilterForm({
  value,
  onChange,
}: {
  value: AuditFilterValues;
  onChange: (change: Partial<AuditFilterValues>) => void;
}) {
  const t = useTranslations("audit.filters");
  const results = useTranslations("audit.results");
  const label = useActionLabel();
  const can = useCan();
  const { apps } = useSession();
  const operators = useQuery({ ...operatorsQueryOptions(), enabled: can("operator.manage") });
  const any = { value: "", label: t("any") };
  return (
    <div className="grid w-[min(32rem,calc(100vw-3rem))] gap-3 sm:grid-cols-2">
      <Field label={t("operator")}>
        {(control) => (
          <Select
            {...control}
            value={value.operator ?? ""}
            options={[
              any,
              ...(operators.data?.operators ?? []).map((item) => ({
                value: item.id,
                label: `${item.name} · ${item.email}`,
              })),
            ]}
            onChange={({ target }) => onChange({ operator: target.value || null })}
          />
        )}
      </Field>
      <Field label={t("action")}>
        {(control) => (
          <Select
            {...control}
            value={value.action ?? ""}
            options={[any, ...auditActions.map((action) => ({ value: action, label: label(action) }))]}
            onChange={({ target }) => onChange({ action: target.value || null })}
          />
        )}
      </Field>
      <Field label={t("app")}>
        {(control) => (
          <Select
            {...control}
            value={value.app ?? ""}
            options={[any, ...apps.map((app) => ({ value: app.id, label: app.name }))]}
            onChange={({ target }) => onChange({ app: target.value || null })}
          />
        )}
      </Field>
      <Field label={t("result")}>
        {(control) => (
          <Select
            {...control}
            value={value.result ?? ""}
            options={[any, ...auditResults.map((result) => ({ value: result, label: results(result) }))]}
            onChange={({ target }) =>
              onChange({ result: auditResults.find((result) => result === target.value) ?? null })
            }
          />
        )}
      </Field>
      <Field label={t("since")}>
        {(control) => (
          <DateTimeInput {...control} value={value.since} onValueChange={(since) => onChange({ since })} />
        )}
      </Field>
      <Field label={t("until")}>
        {(control) => (
          <DateTimeInput {...control} value={value.until} onValueChange={(until) => onChange({ until })} />
        )}
      </Field>
      <form
        className="sm:col-span-2"
        onSubmit={(event) => {
          event.preventDefault();
          onChange({ target: String(new FormData(event.currentTarget).get("target")).trim() || null });
        }}
      >
        <Field label={t("target")} hint={t("targetHint")}>
          {(control) => (
            <Input {...control} name="target" maxLength={128} defaultValue={value.target ?? ""} />
          )}
        </Field>
      </form>
    </div>
  );
}
