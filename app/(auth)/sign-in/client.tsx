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
import { CodeForm } from "../code-form";
import { useRefusalText } from "../use-refusal-text";

/** E-mail and password, then the code of a second factor where there is one, and the identity provider where one is configured. */
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
  const refusalText = useRefusalText();
  const [given, setGiven] = useState<{ email: string; password: string } | null>(null);
  const [isAskedForCode, setIsAskedForCode] = useState(false);
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
      const input = { email: String(form.get("email")).trim(), password: String(form.get("password")) };
      const result = await signIn(input);
      if (result.ok) {
        window.location.assign(next);
        return null;
      }
      if (result.reason !== "code_required") return refusalText(result);
      setGiven(input);
      setIsAskedForCode(true);
      setIsBusy(false);
      return null;
    });

  if (given && isAskedForCode) {
    return <CodeForm {...given} next={next} onBack={() => setIsAskedForCode(false)} />;
  }
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
            <Input
              {...control}
              name="email"
              type="email"
              autoComplete="username"
              defaultValue={given?.email}
              required
              autoFocus
            />
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
