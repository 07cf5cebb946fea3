"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { dayProblem, type HistoryFilters, isFiltered, type MessageKind, noFilters } from "./history-filters";

/** Sender, kind and days. The sender is taken over when typing pauses or ends. */
export function FilterBar({
  kinds,
  filters,
  onFiltersChange,
}: {
  kinds: readonly MessageKind[];
  filters: HistoryFilters;
  onFiltersChange: (change: Partial<HistoryFilters>) => void;
}) {
  const t = useTranslations("search.filters");
  const tKind = useTranslations("entities.message.kind");
  const [from, setFrom] = useState(filters.from);
  useEffect(() => setFrom(filters.from), [filters.from]);
  const problem = dayProblem(filters);
  const takeSender = () => {
    if (from.trim() !== filters.from) onFiltersChange({ from: from.trim() });
  };
  const isKind = (value: string): value is MessageKind => kinds.some((kind) => kind === value);

  return (
    <form
      className="grid grid-cols-2 items-start gap-3 sm:flex sm:flex-wrap"
      aria-label={t("label")}
      onSubmit={(event) => {
        event.preventDefault();
        takeSender();
      }}
    >
      <Field label={t("from")} className="sm:w-56">
        {(control) => (
          <Input
            {...control}
            value={from}
            placeholder={t("anyone")}
            maxLength={64}
            spellCheck={false}
            onChange={(event) => setFrom(event.target.value)}
            onBlur={takeSender}
          />
        )}
      </Field>
      <Field label={t("kind")} className="sm:w-44">
        {(control) => (
          <Select
            {...control}
            value={filters.kind ?? ""}
            options={[
              { value: "", label: t("anyKind") },
              ...kinds.map((kind) => ({ value: kind, label: tKind(kind) })),
            ]}
            onChange={(event) => {
              const { value } = event.target;
              onFiltersChange({ kind: isKind(value) ? value : null });
            }}
          />
        )}
      </Field>
      <Field
        label={t("since")}
        className="sm:w-40"
        error={problem === "since" ? t("badDay") : problem === "order" ? t("wrongOrder") : undefined}
      >
        {(control) => (
          <Input
            {...control}
            type="date"
            value={filters.since}
            onChange={(event) => onFiltersChange({ since: event.target.value })}
          />
        )}
      </Field>
      <Field label={t("until")} className="sm:w-40" error={problem === "until" ? t("badDay") : undefined}>
        {(control) => (
          <Input
            {...control}
            type="date"
            value={filters.until}
            onChange={(event) => onFiltersChange({ until: event.target.value })}
          />
        )}
      </Field>
      {isFiltered(filters) ? (
        <Button
          variant="ghost"
          className="max-sm:-ml-3 max-sm:justify-self-start sm:mt-6"
          onClick={() => onFiltersChange(noFilters)}
        >
          {t("clear")}
        </Button>
      ) : null}
    </form>
  );
}
