"use client";

import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SegmentedControl } from "@/components/ui/segmented-control";
import type { App } from "@/lib/contracts/apps";

export type Looks = Pick<App, "name" | "environment" | "color">;

const colors = ["neutral", "blue", "green", "amber", "red", "violet"] as const;
const swatches: Record<(typeof colors)[number], string> = {
  neutral: "bg-[#5f6270]",
  blue: "bg-[#3b5bdb]",
  green: "bg-[#2b7a3d]",
  amber: "bg-[#8a5a00]",
  red: "bg-[#c62a3a]",
  violet: "bg-[#6741d9]",
};

/** How an app is told apart: name, environment, colour. */
export function LookFields({
  value,
  onValueChange,
  isNameRefused,
}: {
  value: Looks;
  onValueChange: (value: Looks) => void;
  isNameRefused: boolean;
}) {
  const t = useTranslations("apps.form");
  const input = useTranslations("common.input");
  const environments = useTranslations("shell.environment");
  return (
    <>
      <Field
        label={t("name")}
        error={isNameRefused ? input("required") : undefined}
        isRequired
        className="sm:col-span-2"
      >
        {(control) => (
          <Input
            {...control}
            required
            maxLength={80}
            value={value.name}
            onChange={(event) => onValueChange({ ...value, name: event.target.value })}
          />
        )}
      </Field>
      <div className="flex flex-col items-start gap-1">
        <span className="font-medium text-sm">{t("environment")}</span>
        <SegmentedControl
          label={t("environment")}
          value={value.environment}
          options={(["production", "development"] as const).map((item) => ({
            value: item,
            label: environments(item),
          }))}
          onValueChange={(environment) => onValueChange({ ...value, environment })}
        />
        <p className="text-muted text-xs">{t("environmentHint")}</p>
      </div>
      <fieldset className="flex flex-col gap-1">
        <legend className="font-medium text-sm">{t("color")}</legend>
        <div className="flex h-8 items-center gap-2">
          {colors.map((color) => (
            <label
              key={color}
              data-tip={t(`colors.${color}`)}
              className={cn(
                "relative size-6 cursor-pointer rounded-md outline-offset-2 has-focus-visible:outline-2 has-focus-visible:outline-focus",
                swatches[color],
                value.color === color && "ring-2 ring-ink ring-offset-2 ring-offset-raised",
              )}
            >
              <input
                type="radio"
                name="color"
                className="absolute inset-0 cursor-pointer opacity-0"
                aria-label={t(`colors.${color}`)}
                checked={value.color === color}
                onChange={() => onValueChange({ ...value, color })}
              />
            </label>
          ))}
        </div>
      </fieldset>
    </>
  );
}
