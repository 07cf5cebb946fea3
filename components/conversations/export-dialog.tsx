"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorBanner } from "@/components/ui/error-banner";
import { Progress } from "@/components/ui/progress";
import { RadioGroup } from "@/components/ui/radio-group";
import type { ExportFormat } from "./export-rows";
import { type ExportTarget, useExport } from "./use-export";

/** Saves the chosen conversations as a file, with progress; what was read so far is kept when stopped. */
export function ExportDialog({
  appId,
  target,
  count,
  onClose,
}: {
  appId: string;
  target: ExportTarget;
  count: number | null;
  onClose: () => void;
}) {
  const t = useTranslations("conversations.bulk");
  const common = useTranslations("common.actions");
  const [format, setFormat] = useState<ExportFormat>("csv");
  const { progress, start, stop } = useExport(appId);
  const total = progress.total ?? count;
  const isRunning = progress.state === "running";
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => {
        if (isOpen) return;
        stop();
        onClose();
      }}
      size="sm"
      title={t("export.title", { scope: count === null ? "many" : "some", count: count ?? 0 })}
      footer={
        progress.state === "idle" || progress.state === "failed" ? (
          <>
            <Button onClick={onClose}>{common("cancel")}</Button>
            <Button variant="primary" onClick={() => void start(target, format)}>
              {t("export.confirm")}
            </Button>
          </>
        ) : isRunning ? (
          <Button onClick={stop}>{t("stop")}</Button>
        ) : (
          <Button onClick={onClose}>{common("close")}</Button>
        )
      }
    >
      {progress.state === "idle" ? (
        <RadioGroup
          name="format"
          label={t("export.format")}
          value={format}
          onValueChange={setFormat}
          options={[
            { value: "csv", label: "CSV", description: t("export.csv") },
            { value: "ndjson", label: "JSON Lines", description: t("export.ndjson") },
          ]}
        />
      ) : (
        <div className="flex flex-col gap-2" aria-live="polite">
          <Progress
            value={progress.done}
            max={Math.max(1, total ?? progress.done)}
            label={t("export.confirm")}
          />
          <p className="text-muted text-sm">
            {t(`export.states.${progress.state}`, { done: progress.done, total: total ?? progress.done })}
          </p>
          <ErrorBanner error={progress.error} />
        </div>
      )}
    </Dialog>
  );
}
