"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useSession } from "@/components/layout/session-context";
import { Button } from "@/components/ui/button";
import { ErrorBanner } from "@/components/ui/error-banner";
import { Field } from "@/components/ui/field";
import { PasswordInput } from "@/components/ui/password-input";
import { toast } from "@/components/ui/toast";
import { changePassword } from "@/lib/queries/account/mutations";
import { fieldErrors } from "@/lib/queries/api-error";

const minLength = 12;

/** Changing the password signs out everywhere else; here one stays signed in. */
export function PasswordForm() {
  const t = useTranslations("account.password");
  const { operator } = useSession();
  const [values, setValues] = useState({ current: "", next: "", again: "" });
  const [isTried, setIsTried] = useState(false);
  const name = useId();
  const change = useMutation({
    mutationFn: changePassword,
    onSuccess: () => {
      setValues({ current: "", next: "", again: "" });
      setIsTried(false);
      toast.success({ title: t("changed") });
    },
  });
  const isShort = values.next.length < minLength;
  const isDifferent = values.next !== values.again;
  const refused = fieldErrors(change.error);
  const isRefused = Boolean(refused.current || refused.next);
  const set = (key: keyof typeof values) => (event: { target: { value: string } }) =>
    setValues((before) => ({ ...before, [key]: event.target.value }));

  return (
    <form
      className="flex max-w-sm flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        setIsTried(true);
        if (!isShort && !isDifferent) change.mutate({ current: values.current, next: values.next });
      }}
    >
      {isRefused ? null : <ErrorBanner error={change.error} />}
      <input type="hidden" name="username" autoComplete="username" value={operator.email} readOnly />
      <Field label={t("current")} error={refused.current ? t("wrong") : undefined}>
        {(control) => (
          <PasswordInput
            {...control}
            name={`${name}-current`}
            autoComplete="current-password"
            value={values.current}
            onChange={set("current")}
            required
          />
        )}
      </Field>
      <Field
        label={t("next")}
        hint={t("hint", { count: minLength })}
        error={
          isTried && isShort ? t("tooShort", { count: minLength }) : refused.next ? t("same") : undefined
        }
      >
        {(control) => (
          <PasswordInput
            {...control}
            name={`${name}-next`}
            autoComplete="new-password"
            value={values.next}
            onChange={set("next")}
            maxLength={200}
            required
          />
        )}
      </Field>
      <Field label={t("again")} error={isTried && !isShort && isDifferent ? t("different") : undefined}>
        {(control) => (
          <PasswordInput
            {...control}
            name={`${name}-again`}
            autoComplete="new-password"
            value={values.again}
            onChange={set("again")}
            maxLength={200}
            required
          />
        )}
      </Field>
      <div>
        <Button type="submit" variant="primary" isLoading={change.isPending}>
          {t("submit")}
        </Button>
      </div>
    </form>
  );
}
