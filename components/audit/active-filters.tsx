"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCan, useSession } from "@/components/layout/session-context";
import { Chip } from "@/components/ui/chip";
import { useDates } from "@/lib/i18n/use-dates";
import { operatorsQueryOptions } from "@/lib/queries/operators/queries";
import type { AuditFilterValues } from "./audit-filter-values";
import { useActionLabel } from "./use-action-label";

/** The filters that are on, as removable chips. */
export function ActiveFilters({
  value,
  onRemove,
}: {
  value: AuditFilterValues;
  onRemove: (key: keyof AuditFilterValues) => void;
}) {
  const t = useTranslations("audit.filters");
  const common = useTranslations("common.actions");
  const results = useTranslations("audit.results");
  const label = useActionLabel();
  const dates = useDates();
  const can = useCan();
  const { apps } = useSession();
  const operators = useQuery({
    ...operatorsQueryOptions(),
    enabled: value.operator !== null && can("operator.manage"),
  });
  const shown: [keyof AuditFilterValues, string | null][] = [
    [
      "operator",
      value.operator &&
        (operators.data?.operators.find(({ id }) => id === value.operator)?.name ?? value.operator),
    ],
    ["action", value.action && label(value.action)],
    ["app", value.app && (apps.find(({ id }) => id === value.app)?.name ?? value.app)],
    ["target", value.target],
    ["result", value.result && results(value.result)],
    ["since", value.since === null ? null : dates.format(value.since, "dateTime")],
    ["until", value.until === null ? null : dates.format(value.until, "dateTime")],
  ];
  return shown.map(([key, text]) =>
    text === null ? null : (
      <Chip key={key} onRemove={() => onRemove(key)} removeLabel={common("removeItem", { item: t(key) })}>
        <span className="text-muted">{t(key)}</span> <bdi>{text}</bdi>
      </Chip>
    ),
  );
}
