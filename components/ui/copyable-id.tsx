"use client";

import { useTranslations } from "next-intl";
import { cn } from "./cn";
import { CopyButton } from "./copy-button";
import { shortenId } from "./shorten-id";

/** An id, shortened in the middle unless `full`, whole on hover, with a copy button. */
export function CopyableId({
  id,
  length = "short",
  className,
}: {
  id: string;
  length?: "short" | "full";
  className?: string;
}) {
  const t = useTranslations("common.actions");
  const shown = length === "full" ? id : shortenId(id);
  return (
    <span className={cn("inline-flex min-w-0 max-w-full items-center gap-0.5 align-middle", className)}>
      <bdi
        className={cn(
          "font-mono text-muted text-xs",
          length === "full" ? "[overflow-wrap:anywhere]" : "truncate",
        )}
        data-tip={shown === id ? undefined : id}
      >
        {shown}
      </bdi>
      <CopyButton text={id} label={t("copyId", { id: shortenId(id) })} />
    </span>
  );
}
