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
      const why =
        error.code === "unknowable"
          ? `unknowable_${error.details?.why}`
          : error.code === "upstream_rejected"
            ? `upstream_${error.details?.upstreamCode}`
            : "";
      if (why && t.has(why)) return t(why);
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
