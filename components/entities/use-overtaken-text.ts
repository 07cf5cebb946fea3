"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { MessageOutcome } from "@/lib/contracts/messages";
import { changerName } from "./changer-values";

/** Says which other change stands in the place of an edit or a recall; undefined where none does. */
export function useOvertakenText(): (outcome: MessageOutcome) => string | undefined {
  const t = useTranslations("entities.message.overtaken");
  return useCallback(
    (outcome) => {
      if (outcome === null) return undefined;
      const { cause, by } = outcome.overtaken;
      return t(cause, { kind: by?.kind ?? "unknown", name: changerName(by) });
    },
    [t],
  );
}
