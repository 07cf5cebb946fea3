"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";

/** Why something failed, in words, from the code that the audit keeps; null when the code is not known. */
export function useFailureText(): (code: string, detail: string) => string | null {
  const t = useTranslations("audit.errors");
  const ofJobs = useTranslations("conversations.bulk.why");
  return useCallback(
    (code, detail) => (t.has(code) ? t(code) : ofJobs.has(code) ? ofJobs(code, { detail }) : null),
    [t, ofJobs],
  );
}
