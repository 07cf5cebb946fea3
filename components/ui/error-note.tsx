"use client";

import { useTranslations } from "next-intl";
import { isQuotable } from "@/lib/queries/api-error";
import { cn } from "./cn";
import { CopyableId } from "./copyable-id";

/** Below the words of an error, quietly: whose fault it is, and the request id to quote. */
export function ErrorNote({ error, className }: { error: unknown; className?: string }) {
  const t = useTranslations("common.state");
  if (!isQuotable(error)) return null;
  return (
    <span className={cn("flex flex-wrap items-center gap-x-3 text-muted text-xs", className)}>
      <span>{t(`fault.${error.fault}`)}</span>
      <span className="inline-flex items-center gap-1">
        {t("requestId")} <CopyableId id={error.requestId} />
      </span>
    </span>
  );
}
