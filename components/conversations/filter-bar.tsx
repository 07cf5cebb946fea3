"use client";

import { Braces, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { dynamic } from "@/components/ui/dynamic";
import { Popover } from "@/components/ui/popover";
import { isWhere } from "./is-where";

/** See filter-chips.tsx; loaded with the first condition. */
export const FilterChips = dynamic(() => import("./filter-chips").then((module) => module.FilterChips));
const AddFilter = dynamic(() => import("./filter-chips").then((module) => module.AddFilter));
const WhereEditor = dynamic(() => import("./where-editor").then((module) => module.WhereEditor));

interface FilterBarProps {
  where: string;
  onWhereChange: (where: string) => void;
  /** What the server says about the `where`. */
  error?: string;
}

/** Filters as removable chips, one more by form, and the same as raw JSON. */
export function FilterBar({ where, onWhereChange, error }: FilterBarProps) {
  const t = useTranslations("conversations.filters");
  const [isRaw, setRaw] = useState(!isWhere(where));
  const [isAsked, setAsked] = useState(false);
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-1.5">
        {where.trim() === "" ? null : <FilterChips where={where} onWhereChange={onWhereChange} />}
        <Popover
          label={t("add")}
          trigger={(trigger) => (
            <Button {...trigger} size="sm" variant="ghost" icon={<Plus size={14} aria-hidden />}>
              {t("addFilter")}
            </Button>
          )}
        >
          {(close) => (
            <AddFilter
              where={where}
              onWhereChange={(next) => {
                close();
                onWhereChange(next);
              }}
            />
          )}
        </Popover>
        <Button
          size="sm"
          variant="ghost"
          aria-expanded={isRaw}
          icon={<Braces size={14} aria-hidden />}
          onClick={() => {
            setRaw(!isRaw);
            setAsked(true);
          }}
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
          <WhereEditor where={where} onWhereChange={onWhereChange} error={error} autoFocus={isAsked} />
        </div>
      ) : null}
    </div>
  );
}
