"use client";

import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Menu } from "@/components/ui/menu";
import { saveFrom } from "@/components/ui/save-file";
import { toast } from "@/components/ui/toast";
import { type AuditFilters, auditExportHref, checkAuditExport } from "@/lib/queries/audit/queries";

/** Takes the rows of these filters out as a file, however many they are; what stands in the way is told in the corner. */
export function ExportMenu({ filters }: { filters: AuditFilters }) {
  const t = useTranslations("audit.export");
  const save = useMutation({
    mutationFn: async (format: "csv" | "ndjson") => {
      await checkAuditExport(filters);
      saveFrom(auditExportHref(format, filters), `audit.${format}`);
    },
    onError: (error) => toast.error({ title: t("failed"), error }),
  });
  return (
    <Menu
      label={t("title")}
      items={(["csv", "ndjson"] as const).map((format) => ({
        id: format,
        label: t(format),
        onSelect: () => save.mutate(format),
      }))}
      trigger={(props) => (
        <Button {...props} isLoading={save.isPending} icon={<Download size={15} aria-hidden />}>
          {t("title")}
        </Button>
      )}
    />
  );
}
