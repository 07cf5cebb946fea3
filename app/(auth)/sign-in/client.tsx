"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PasswordInput } from "@/components/ui/password-input";
import { useErrorText } from "@/components/ui/use-error-text";
import { signIn, signInWithProvider } from "@/lib/queries/session/mutations";

/** E-mail and password, and the identity provider where one is configured. */
export function SignInClient({
  next,
  hasProvider,
  hasProviderError,
}: {
  next: string;
  hasProvider: boolean;
  hasProviderError: boolean;
}) {
  const t = useTranslations("auth.signIn");
  const errorText = useErrorText();
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(hasProviderError ? t("providerRefused") : null);

  const attempt = async (work: () => Promise<string | null>) => {
    setIsBusy(true);
    setFailure(null);
    try {
      const problem = await work();
      if (problem === null) return;
      setFailure(problem);
    } catch (error) {
      setFailure(errorText(error));
    }
    setIsBusy(false);
  };

  const submit = (form: FormData) =>
    attempt(async () => {
      const result = await signIn({
        email: String(form.get("email")).trim(),
        password: String(form.get("password")),
      });
      if (result.ok) {
        window.location.assign(next);
        return null;
      }
      if (result.reason === "wrong") return t("wrong");
      return t("lockedOut", { minutes: Math.max(1, Math.ceil(result.seconds / 60)) });
    });

  return (
    <div className="flex flex-col gap-4">
      <h1 className="text-lg">{t("title")}</h1>
      {failure ? <Banner tone="danger">{failure}</Banner> : null}
      <form
        method="post"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void submit(new FormData(event.currentTarget));
        }}
      >
        <Field label={t("email")}>
          {(control) => (
            <Input {...control} name="email" type="email" autoComplete="username" required autoFocus />
          )}
        </Field>
        <Field label={t("password")}>
          {(control) => (
            <PasswordInput {...control} name="password" autoComplete="current-password" required />
          )}
        </Field>
        <Button type="submit" variant="primary" isLoading={isBusy}>
          {t("submit")}
        </Button>
      </form>
      {hasProvider ? (
        <Button
          disabled={isBusy}
          onClick={() =>
            void attempt(async () => {
              window.location.assign(await signInWithProvider(next));
              return null;
            })
          }
        >
          {t("provider")}
        </Button>
      ) : null}
    </div>
  );
}
