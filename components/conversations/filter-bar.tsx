"use client";

import { Braces, Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Popover } from "@/components/ui/popover";
import { FilterLabel } from "./filter-label";
import type { Filter } from "./where-filters";
import { formatWhere, parseWhere } from "./where-shortcuts";

const FilterForm = dynamic(() => import("./filter-form").then((module) => module.FilterForm), { ssr: false });
const WhereEditor = dynamic(() => import("./where-editor").then((module) => module.WhereEditor), {
  ssr: false,
});

interface FilterBarProps {
  where: string;
  onWhereChange: (where: string) => void;
  /** What the server says about the `where`. */
  error?: string;
}

/** Filters as removable chips, one more by form, and the same as raw JSON. */
export function FilterBar({ where, onWhereChange, error }: FilterBarProps) {
  const t = useTranslations("conversations.filters");
  const parsed = parseWhere(where);
  const [isRaw, setRaw] = useState(parsed === null);
  const add = (filter: Filter) => {
    const known = parsed ?? { filters: [], rest: {} };
    onWhereChange(formatWhere({ ...known, filters: [...known.filters, filter] }));
  };
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-1.5">
        <FilterChips where={where} onWhereChange={onWhereChange} />
        <Popover
          label={t("add")}
          trigger={(trigger) => (
            <Button {...trigger} size="sm" variant="ghost" icon={<Plus size={14} aria-hidden />}>
              {t("addFilter")}
            </Button>
          )}
        >
          {(close) => (
            <FilterForm
              onSubmit={(filter) => {
                close();
                add(filter);
              }}
            />
          )}
        </Popover>
        <Button
          size="sm"
          variant="ghost"
          aria-expanded={isRaw}
          icon={<Braces size={14} aria-hidden />}
          onClick={() => setRaw(!isRaw)}
        >
          where
        </Button>
        {where === "" ? null : (
          <Button size="sm" variant="ghost" onClick={() => onWhereChange("")}>
            {t("clear")}
          </Button>
        )}
      </div>
      {isRaw || error ? (
        <div className="max-w-2xl">
          <WhereEditor where={where} onWhereChange={onWhereChange} error={error} />
        </div>
      ) : null}
    </div>
  );
}

/** The conditions of a `where` as chips; clicking one changes it. */
export function FilterChips({ where, onWhereChange }: Omit<FilterBarProps, "error">) {
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
