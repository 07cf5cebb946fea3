"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PasswordInput } from "@/components/ui/password-input";
import type { Connection } from "@/lib/queries/apps/mutations";

/** Server, app id and keys. For a kept app the keys may stay empty: then they stay as they are. */
export function ConnectionFields({
  value,
  onValueChange,
  errors,
  areKeysKept,
}: {
  value: Connection;
  onValueChange: (value: Connection) => void;
  errors: Record<string, string>;
  areKeysKept: boolean;
}) {
  const t = useTranslations("apps.form");
  const set = (key: keyof Connection) => (event: { target: { value: string } }) =>
    onValueChange({ ...value, [key]: event.target.value });
  const keyError = (key: "appKey" | "masterKey") =>
    errors[key] ? t(value[key].trim() === "" ? "keysNeeded" : "badKey") : undefined;
  const keyHint = areKeysKept ? t("keyKept") : undefined;
  return (
    <>
      <Field
        label={t("serverUrl")}
        hint={t("serverUrlHint")}
        error={errors.serverUrl ? t("badServerUrl") : undefined}
        isRequired
        className="sm:col-span-2"
      >
        {(control) => (
          <Input
            {...control}
            type="url"
            inputMode="url"
            required
            maxLength={500}
            placeholder="https://xxxxxxxx.lc-cn-n1-shared.com"
            value={value.serverUrl}
            onChange={set("serverUrl")}
            spellCheck={false}
          />
        )}
      </Field>
      <Field
        label={t("leancloudAppId")}
        error={errors.leancloudAppId ? t("badKey") : undefined}
        isRequired
        className="sm:col-span-2"
      >
        {(control) => (
          <Input
            {...control}
            required
            maxLength={200}
            value={value.leancloudAppId}
            onChange={set("leancloudAppId")}
            spellCheck={false}
          />
        )}
      </Field>
      <Field label={t("appKey")} hint={keyHint} error={keyError("appKey")} isRequired={!areKeysKept}>
        {(control) => (
          <PasswordInput
            {...control}
            autoComplete="off"
            required={!areKeysKept}
            maxLength={200}
            value={value.appKey}
            onChange={set("appKey")}
          />
        )}
      </Field>
      <Field
        label={t("masterKey")}
        hint={areKeysKept ? t("keyKept") : t("masterKeyHint")}
        error={keyError("masterKey")}
        isRequired={!areKeysKept}
      >
        {(control) => (
          <PasswordInput
            {...control}
            autoComplete="off"
            required={!areKeysKept}
            maxLength={200}
            value={value.masterKey}
            onChange={set("masterKey")}
          />
        )}
      </Field>
    </>
  );
}
