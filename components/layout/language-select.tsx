"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useTransition } from "react";
import { Select } from "@/components/ui/select";
import { localeNames, locales } from "@/lib/i18n/locales";
import { setPreference } from "./preferences";

const options = locales.map((locale) => ({ value: locale, label: localeNames[locale] }));

/** The language of this browser, kept in a cookie. */
export function LanguageSelect() {
  const t = useTranslations("common.nav");
  const router = useRouter();
  const [isChanging, startTransition] = useTransition();
  return (
    <Select
      aria-label={t("language")}
      size="sm"
      options={options}
      value={useLocale()}
      disabled={isChanging}
      onChange={(event) => {
        setPreference("locale", event.target.value);
        startTransition(() => router.refresh());
      }}
    />
  );
}
