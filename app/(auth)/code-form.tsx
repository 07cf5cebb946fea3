"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useErrorText } from "@/components/ui/use-error-text";
import { signIn } from "@/lib/queries/session/mutations";
import { useRefusalText } from "./use-refusal-text";

/** After the right password: the code of the second factor, or a recovery code. Leaves to `next` when it was right. */
export function CodeForm({
  email,
  password,
  next,
  onBack,
}: {
  email: string;
  password: string;
  next: string;
  onBack?: () => void;
}) {
  const t = useTranslations("auth.code");
  const errorText = useErrorText();
  const refusalText = useRefusalText();
  const [kind, setKind] = useState<"app" | "recovery">("app");
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<{ isCode: boolean; text: string } | null>(null);
  const input = useRef<HTMLInputElement>(null);

  const submit = async (code: string) => {
    setIsBusy(true);
    setProblem(null);
    try {
      const result = await signIn({ email, password, code });
      if (result.ok) return window.location.assign(next);
      const isCode = result.reason === "code_wrong" || result.reason === "code_required";
      setProblem({ isCode, text: isCode ? t(`${kind}.wrong`) : refusalText(result) });
    } catch (error) {
      setProblem({ isCode: false, text: errorText(error) });
    }
    setIsBusy(false);
    input.current?.select();
  };

  return (
    <div className="flex flex-col gap-4">
      <div>
        <h1 className="text-lg">{t("title")}</h1>
        <p className="mt-1 text-muted text-sm [overflow-wrap:anywhere]">{t("for", { email })}</p>
      </div>
      {problem && !problem.isCode ? <Banner tone="danger">{problem.text}</Banner> : null}
      <form
        method="post"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void submit(String(new FormData(event.currentTarget).get("code")));
        }}
      >
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <Field
          key={kind}
          label={t(`${kind}.label`)}
          hint={t(`${kind}.hint`)}
          error={problem?.isCode ? problem.text : undefined}
        >
          {(control) => (
            <Input
              {...control}
              ref={input}
              name="code"
              inputMode={kind === "app" ? "numeric" : "text"}
              autoComplete={kind === "app" ? "one-time-code" : "off"}
              autoCapitalize="characters"
              spellCheck={false}
              maxLength={40}
              className="font-mono tracking-widest"
              required
              autoFocus
            />
          )}
        </Field>
        <Button type="submit" variant="primary" isLoading={isBusy}>
          {t("submit")}
        </Button>
      </form>
      <div className="-mx-2 flex flex-wrap justify-between gap-2">
        <Button
          variant="ghost"
          size="sm"
          disabled={isBusy}
          onClick={() => {
            setProblem(null);
            setKind(kind === "app" ? "recovery" : "app");
          }}
        >
          {t(kind === "app" ? "useRecovery" : "useApp")}
        </Button>
        {onBack ? (
          <Button variant="ghost" size="sm" disabled={isBusy} onClick={onBack}>
            {t("back")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
