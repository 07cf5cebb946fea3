"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { ApiError } from "@/lib/queries/api-error";

/** Says what failed in the viewer's language, from the error's code. */
export function useErrorText(): (error: unknown) => string {
  const t = useTranslations("common.errors");
  return useCallback(
    (error: unknown) => {
      if (!(error instanceof ApiError)) return t("unknown");
      if (error.code === "rate_limited" && error.retryAfter)
        return t("rate_limited_for", { seconds: error.retryAfter });
      if (error.code === "upstream_rejected") return t("upstream_rejected", { message: error.message });
      return t.has(error.code) ? t(error.code) : t("unknown");
    },
    [t],
  );
}
