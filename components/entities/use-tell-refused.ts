"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { copyText } from "@/components/ui/copy-text";
import { toast } from "@/components/ui/toast";

const shown = 5;

/** Tells whom a change was refused for, and why; of many the first, with all of them to copy. */
export function useTellRefused() {
  const t = useTranslations("entities.refused");
  return useCallback(
    (title: string, refused: readonly { clientId: string; reason: string }[]) => {
      const lines = refused.map(({ clientId, reason }) => `${clientId}: ${reason}`);
      const rest = lines.length - shown;
      toast.error({
        title,
        description: [...lines.slice(0, shown), ...(rest > 0 ? [t("more", { count: rest })] : [])].join("\n"),
        action: rest > 0 ? { label: t("copy"), onClick: () => void copyText(lines.join("\n")) } : undefined,
        duration: rest > 0 ? 30_000 : undefined,
      });
    },
    [t],
  );
}
