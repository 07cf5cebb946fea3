"use client";

import { useTranslations } from "next-intl";
import { useSession } from "@/components/layout/session-context";
import { Field } from "@/components/ui/field";
import { PasswordInput } from "@/components/ui/password-input";

/** Asks for the present password once more. */
export function PresentPasswordField({
  value,
  onValueChange,
  isWrong,
}: {
  value: string;
  onValueChange: (value: string) => void;
  isWrong: boolean;
}) {
  const t = useTranslations("account.password");
  const { operator } = useSession();
  return (
    <>
      <input type="hidden" name="username" autoComplete="username" value={operator.email} readOnly />
      <Field label={t("current")} error={isWrong ? t("wrong") : undefined}>
        {(control) => (
          <PasswordInput
            {...control}
            value={value}
            onChange={(event) => onValueChange(event.target.value)}
            autoComplete="current-password"
            maxLength={200}
            required
          />
        )}
      </Field>
    </>
  );
}
