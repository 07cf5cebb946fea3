"use client";

import { useTranslations } from "next-intl";
import type { SignInRefusal } from "@/lib/queries/session/mutations";

/** Says why a sign-in was refused. */
export function useRefusalText(): (refusal: SignInRefusal) => string {
  const t = useTranslations("auth.signIn");
  return (refusal) =>
    refusal.reason === "locked_out"
      ? t("lockedOut", { minutes: Math.max(1, Math.ceil(refusal.seconds / 60)) })
      : t("wrong");
}
