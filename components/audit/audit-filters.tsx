"use client";

import { Filter } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { dynamic } from "@/components/ui/dynamic";
import { Popover } from "@/components/ui/popover";
import type { AuditFilterValues } from "./audit-filter-values";

const AuditFilterForm = dynamic(() => import("./audit-filter-form").then((module) => module.AuditFilterForm));

/** The form behind "Add filter": each change takes effect at once and stands in the URL. */
export function AuditFilters({
  value,
  onChange,
}: {
  value: AuditFilterValues;
  onChange: (change: Partial<AuditFilterValues>) => void;
}) {
  const t = useTranslations("audit.filters");
  return (
    <Popover
      label={t("title")}
      trigger={(props) => (
        <Button {...props} size="sm" icon={<Filter size={14} aria-hidden />}>
          {t("add")}
        </Button>
      )}
    >
      <AuditFilterForm value={value} onChange={onChange} />
    </Popover>
  );
}
