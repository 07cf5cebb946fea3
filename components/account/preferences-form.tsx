"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { getPreference, setPreference } from "@/components/layout/preferences";
import { useSession } from "@/components/layout/session-context";
import { Field } from "@/components/ui/field";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Select } from "@/components/ui/select";
import { setTheme, themes, useTheme } from "@/components/ui/theme";
import { toast } from "@/components/ui/toast";
import type { UpdateAccount } from "@/lib/contracts/operators";
import { isLocale, localeNames, locales } from "@/lib/i18n/locales";
import { useUpdateAccount } from "@/lib/queries/account/mutations";
import { listTimeZones } from "./time-zones";

const densities = ["comfortable", "compact"] as const;

/** Language, theme, time zone and row height: each takes effect at once and is kept with the account. */
export function PreferencesForm() {
  const t = useTranslations("account.preferences");
  const router = useRouter();
  const { operator } = useSession();
  const { theme } = useTheme();
  const locale = useLocale();
  const timeZone = useTimeZone() ?? "UTC";
  const update = useUpdateAccount();
  const [isMounted, setIsMounted] = useState(false);
  const [chosenZone, setChosenZone] = useState(operator.timeZone ?? "");
  const [density, setDensity] = useState(operator.density);
  useEffect(() => {
    setIsMounted(true);
    setChosenZone(getPreference("chosenTimeZone") ?? "");
    setDensity(document.documentElement.dataset.density === "compact" ? "compact" : "comfortable");
  }, []);

  const keep = (change: UpdateAccount) => {
    update.mutate(change, {
      onError: (error) => toast.error({ title: t("notKept"), error }),
    });
  };

  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label={t("language")}>
        {(control) => (
          <Select
            {...control}
            value={locale}
            options={locales.map((value) => ({ value, label: localeNames[value] }))}
            onChange={({ target: { value } }) => {
              if (!isLocale(value)) return;
              setPreference("locale", value);
              keep({ locale: value });
              router.refresh();
            }}
          />
        )}
      </Field>
      <Field label={t("timeZone")} hint={t("timeZoneHint")}>
        {(control) => (
          <Select
            {...control}
            value={chosenZone}
            onChange={({ target: { value } }) => {
              setChosenZone(value);
              setPreference("chosenTimeZone", value);
              keep({ timeZone: value || null });
              router.refresh();
            }}
          >
            <option value="">
              {isMounted ? t("browserZone", { zone: getPreference("timeZone") ?? timeZone }) : timeZone}
            </option>
            {isMounted ? listTimeZones().map((zone) => <option key={zone}>{zone}</option>) : null}
          </Select>
        )}
      </Field>
      <div className="flex flex-col items-start gap-1">
        <span className="font-medium text-sm">{t("theme")}</span>
        <SegmentedControl
          label={t("theme")}
          value={isMounted ? theme : operator.theme}
          options={themes.map((value) => ({ value, label: t(`themes.${value}`) }))}
          onValueChange={(value) => {
            setTheme(value);
            keep({ theme: value });
          }}
        />
      </div>
      <div className="flex flex-col items-start gap-1">
        <span className="font-medium text-sm">{t("density")}</span>
        <SegmentedControl
          label={t("density")}
          value={density}
          options={densities.map((value) => ({ value, label: t(`densities.${value}`) }))}
          onValueChange={(value) => {
            setDensity(value);
            document.documentElement.dataset.density = value;
            setPreference("density", value);
            keep({ density: value });
          }}
        />
      </div>
    </div>
  );
}
