"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { Field } from "@/components/ui/field";
import { PasswordInput } from "@/components/ui/password-input";
import { useErrorText } from "@/components/ui/use-error-text";
import { fieldErrors } from "@/lib/queries/api-error";

const minLength = 12;

/** Asks for a new password, twice; the caller says what to do with it and where to go. */
export function NewPasswordForm({
  email,
  hasCurrent,
  submitLabel,
  explain,
  onSubmit,
}: {
  email: string;
  hasCurrent: boolean;
  submitLabel: string;
  /** Words for an error code that means something special here. */
  explain?: (error: unknown) => string | null;
  onSubmit: (passwords: { current: string; next: string }) => Promise<void>;
}) {
  const t = useTranslations("auth.newPassword");
  const errorText = useErrorText();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<{
    field: "current" | "next" | "again" | "form";
    text: string;
    error?: unknown;
  } | null>(null);

  const submit = async (form: FormData) => {
    const [current, next, again] = ["current", "next", "again"].map((name) => String(form.get(name) ?? ""));
    if (!next || next.length < minLength)
      return setProblem({ field: "next", text: t("tooShort", { count: minLength }) });
    if (next !== again) return setProblem({ field: "again", text: t("different") });
    setIsBusy(true);
    setProblem(null);
    try {
      await onSubmit({ current: current ?? "", next });
    } catch (error) {
      const refused = fieldErrors(error);
      if (refused.current) setProblem({ field: "current", text: t("wrongCurrent") });
      else if (refused.next) setProblem({ field: "next", text: t("same") });
      else setProblem({ field: "form", text: explain?.(error) ?? errorText(error), error });
      setIsBusy(false);
    }
  };
  const errorOf = (field: "current" | "next" | "again") =>
    problem?.field === field ? problem.text : undefined;

  return (
    <form
      method="post"
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(new FormData(event.currentTarget));
      }}
    >
      {problem?.field === "form" ? (
        <Banner tone="danger">
          {problem.text}
          <ErrorNote error={problem.error} />
        </Banner>
      ) : null}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      {hasCurrent ? (
        <Field label={t("current")} error={errorOf("current")}>
          {(control) => (
            <PasswordInput {...control} name="current" autoComplete="current-password" required />
          )}
        </Field>
      ) : null}
      <Field label={t("next")} hint={t("hint", { count: minLength })} error={errorOf("next")}>
        {(control) => (
          <PasswordInput {...control} name="next" autoComplete="new-password" required maxLength={200} />
        )}
      </Field>
      <Field label={t("again")} error={errorOf("again")}>
        {(control) => (
          <PasswordInput {...control} name="again" autoComplete="new-password" required maxLength={200} />
        )}
      </Field>
      <Button type="submit" variant="primary" isLoading={isBusy}>
        {submitLabel}
      </Button>
    </form>
  );
}
