"use client";

import { useLocale, useTranslations } from "next-intl";
import { useCallback } from "react";
import { ApiError } from "@/lib/queries/api-error";

/**
 * Says what failed in the viewer's language. The API's own messages are English, safe to show and more exact:
 * English readers get them as they are, others the sentence of the error's code.
 */
export function useErrorText(): (error: unknown) => string {
  const t = useTranslations("common.errors");
  const locale = useLocale();
  return useCallback(
    (error: unknown) => {
      if (!(error instanceof ApiError)) return t("unknown");
      if (error.code === "rate_limited" && error.retryAfter) {
        return t("rate_limited_for", { seconds: Math.ceil(error.retryAfter) });
      }
      const exact = exactKey(error);
      if (exact !== null && t.has(exact)) return t(exact);
      if (!t.has(error.code)) return t("unknown");
      if (locale === "en" && error.status > 0 && error.message) return error.message;
      if (error.code === "upstream_rejected") {
        return t("upstream_rejected", { message: error.message.replace(/^The IM server refused: /, "") });
      }
      return t(error.code);
    },
    [t, locale],
  );
}

/** What chooses a more exact sentence than the error's code alone. */
function exactKey({ code, details }: ApiError): string | null {
  if (code === "unknowable") return `unknowable_${details?.why}`;
  return code === "upstream_rejected" ? `upstream_${details?.upstreamCode}` : null;
}
