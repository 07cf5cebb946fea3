"use client";

import { useTranslations } from "next-intl";
import { type SearchOperator, searchOperators } from "./operators";

/** What one may type beside words; each example can be put into the box. */
export function OperatorHelp({ onInsert }: { onInsert: (operator: SearchOperator) => void }) {
  const t = useTranslations("search.operators");
  return (
    <section aria-label={t("title")} className="rounded-lg border border-line bg-surface p-4">
      <h2 className="text-sm">{t("title")}</h2>
      <p className="mt-1 text-muted text-sm">{t("intro")}</p>
      <ul className="mt-3 grid gap-x-6 gap-y-1.5 sm:grid-cols-2">
        {searchOperators.map((operator) => (
          <li key={operator.id} className="flex min-w-0 items-baseline gap-3 text-sm">
            <button
              type="button"
              onClick={() => onInsert(operator)}
              data-tip={t("insert")}
              className="shrink-0 rounded-sm border border-line-strong bg-sunken px-1.5 py-0.5 font-mono text-xs hover:bg-hover"
            >
              {operator.example}
            </button>
            <span className="min-w-0 text-muted">{t(operator.id)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
