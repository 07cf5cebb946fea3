"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** Where a code is typed: the authenticator's six digits, and a recovery code where one is as good. */
export function CodeField({
  value,
  onValueChange,
  isWrong,
  takesRecoveryCode = false,
  hasFocus = false,
}: {
  value: string;
  onValueChange: (value: string) => void;
  isWrong: boolean;
  takesRecoveryCode?: boolean;
  hasFocus?: boolean;
}) {
  const t = useTranslations("account.secondFactor.code");
  return (
    <Field
      label={t("label")}
      hint={t(takesRecoveryCode ? "hintOrRecovery" : "hint")}
      error={isWrong ? t("wrong") : undefined}
    >
      {(control) => (
        <Input
          {...control}
          value={value}
          onChange={(event) => onValueChange(event.target.value)}
          inputMode={takesRecoveryCode ? "text" : "numeric"}
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
          className="font-mono tracking-widest"
          required
          autoFocus={hasFocus}
        />
      )}
    </Field>
  );
}
