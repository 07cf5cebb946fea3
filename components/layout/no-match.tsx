"use client";

import { SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "./empty-state";

/** Filters that leave nothing: the filters as removable chips, and a way out. */
export function NoMatch({ filters, onClear }: { filters?: ReactNode; onClear?: () => void }) {
  const t = useTranslations("common");
  return (
    <EmptyState
      icon={<SearchX size={18} />}
      title={t("state.noMatch")}
      description={
        <>
          <p>{t("state.noMatchHint")}</p>
          {filters ? <div className="mt-3 flex flex-wrap justify-center gap-1.5">{filters}</div> : null}
        </>
      }
      action={onClear ? <Button onClick={onClear}>{t("actions.clearAll")}</Button> : undefined}
    />
  );
}
