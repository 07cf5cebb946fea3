"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";

/** An action's code in words ("message.recall" → "Recalled a message"); the code itself when it is not known. */
export function useActionLabel(): (action: string) => string {
  const t = useTranslations("audit.actions");
  return useCallback((action) => (t.has(action) ? t(action) : action), [t]);
}
