"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { readHosts, readLines, refusedEntry } from "./list-text";

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
  const [badHost, badId] = [
    refusedEntry(errors, "trustedMediaHosts", readHosts(value.trustedMediaHosts)),
    refusedEntry(errors, "senderIds", readLines(value.senderIds)),
  ];
  return (
    <>
      <Field
        label={t("trustedMediaHosts")}
        hint={t("trustedMediaHostsHint")}
        error={badHost === null ? undefined : badHost ? t("badHost", { entry: badHost }) : t("tooMany")}
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
      <Field
        label={t("senderIds")}
        hint={t("senderIdsHint")}
        error={badId === null ? undefined : badId ? t("badSenderId", { entry: badId }) : t("tooMany")}
      >
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
        error={errors.broadcastDailyLimit ? t("badLimit") : undefined}
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
