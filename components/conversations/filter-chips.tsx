"use client";

import { useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import { Popover } from "@/components/ui/popover";
import { FilterForm } from "./filter-form";
import { FilterLabel } from "./filter-label";
import type { Filter } from "./where-filters";
import { formatWhere, parseWhere } from "./where-shortcuts";

interface WhereProps {
  where: string;
  onWhereChange: (where: string) => void;
}

/** The form that adds a condition to a `where`. */
export function AddFilter({ where, onWhereChange }: WhereProps) {
  const add = (filter: Filter) => {
    const known = parseWhere(where) ?? { filters: [], rest: {} };
    onWhereChange(formatWhere({ ...known, filters: [...known.filters, filter] }));
  };
  return <FilterForm onSubmit={add} />;
}

/** The conditions of a `where` as chips; clicking one changes it. */
export function FilterChips({ where, onWhereChange }: WhereProps) {
  const t = useTranslations("conversations.filters");
  const parsed = parseWhere(where);
  if (!parsed) return <Chip tone="danger">{t("notJson")}</Chip>;
  const { filters, rest } = parsed;
  const without = (index: number) => filters.filter((_, at) => at !== index);
  const replace = (index: number, next: Filter) => filters.map((one, at) => (at === index ? next : one));
  return (
    <>
      {filters.map((filter, index) => (
        <Chip
          key={JSON.stringify(filter)}
          removeLabel={t("remove")}
          onRemove={() => onWhereChange(formatWhere({ filters: without(index), rest }))}
        >
          <Popover
            label={t("change")}
            trigger={(trigger) => (
              <button type="button" {...trigger} className="max-w-64 truncate rounded-sm">
                <FilterLabel filter={filter} />
              </button>
            )}
          >
            {(close) => (
              <FilterForm
                filter={filter}
                onSubmit={(next) => {
                  close();
                  onWhereChange(formatWhere({ filters: replace(index, next), rest }));
                }}
              />
            )}
          </Popover>
        </Chip>
      ))}
      {Object.keys(rest).length > 0 ? (
        <Chip removeLabel={t("remove")} onRemove={() => onWhereChange(formatWhere({ filters, rest: {} }))}>
          <span data-tip={JSON.stringify(rest, null, 2).slice(0, 400)}>
            {t("rest", { count: Object.keys(rest).length })}
          </span>
        </Chip>
      ) : null}
    </>
  );
}
