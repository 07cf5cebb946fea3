"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";

export interface Rules {
  trustedMediaHosts: string;
  senderIds: string;
  broadcastDailyLimit: string;
}

/** What the console may do with an app: whose media loads by itself, as whom agents send, how often it may broadcast. */
export function RuleFields({
  value,
  onValueChange,
  errors,
}: {
  value: Rules;
  onValueChange: (value: Rules) => void;
  errors: Record<string, string>;
}) {
  const t = useTranslations("apps.form");
  const errorOf = (key: keyof Rules) =>
    Object.entries(errors).find(([path]) => path === key || path.startsWith(`${key}.`))?.[1];
  return (
    <>
      <Field
        label={t("trustedMediaHosts")}
        hint={t("trustedMediaHostsHint")}
        error={errorOf("trustedMediaHosts")}
      >
        {(control) => (
          <Textarea
            {...control}
            isMono
            maxRows={8}
            placeholder="*.example.com"
            spellCheck={false}
            value={value.trustedMediaHosts}
            onChange={(event) => onValueChange({ ...value, trustedMediaHosts: event.target.value })}
          />
        )}
      </Field>
      <Field label={t("senderIds")} hint={t("senderIdsHint")} error={errorOf("senderIds")}>
        {(control) => (
          <Textarea
            {...control}
            isMono
            maxRows={8}
            placeholder="support"
            spellCheck={false}
            value={value.senderIds}
            onChange={(event) => onValueChange({ ...value, senderIds: event.target.value })}
          />
        )}
      </Field>
      <Field
        label={t("broadcastDailyLimit")}
        hint={t("broadcastDailyLimitHint")}
        error={errorOf("broadcastDailyLimit")}
      >
        {(control) => (
          <Input
            {...control}
            type="number"
            inputMode="numeric"
            min={0}
            max={100000}
            value={value.broadcastDailyLimit}
            onChange={(event) => onValueChange({ ...value, broadcastDailyLimit: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}
