"use client";

import { useLocale, useTranslations } from "next-intl";
import { utf8Bytes } from "@/lib/i18n/format";
import { cn } from "./cn";

/** How much of a byte limit is used; over it, by how much. */
export function ByteCounter({
  text,
  bytes,
  limit,
  className,
}: {
  text?: string;
  bytes?: number;
  limit: number;
  className?: string;
}) {
  const t = useTranslations("common.bytes");
  const format = new Intl.NumberFormat(useLocale());
  const used = bytes ?? utf8Bytes(text ?? "");
  const isOver = used > limit;
  return (
    <span
      aria-live={isOver ? "polite" : undefined}
      className={cn(
        "whitespace-nowrap text-xs",
        isOver ? "font-medium text-danger-ink" : used > limit * 0.9 ? "text-warn-ink" : "text-muted",
        className,
      )}
    >
      {isOver
        ? t("over", { count: used - limit })
        : t("counter", { used: format.format(used), limit: format.format(limit) })}
    </span>
  );
}
