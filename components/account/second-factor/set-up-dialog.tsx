"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { SecondFactorKey } from "@/lib/contracts/second-factor";
import { useConfirmSecondFactor, useStartSecondFactor } from "@/lib/queries/account/second-factor-mutations";
import { fieldErrors } from "@/lib/queries/api-error";
import { AuthenticatorKey } from "./authenticator-key";
import { CodeField } from "./code-field";
import { CodesDialog } from "./codes-dialog";
import { PresentPasswordField } from "./present-password-field";

/** Switches the second factor on: the password, then the key for the authenticator and a first code, then recovery codes. */
export function SetUpDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("account.secondFactor.setUp");
  const start = useStartSecondFactor();
  const confirm = useConfirmSecondFactor();
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [key, setKey] = useState<SecondFactorKey | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const submit = () => {
    if (!key) {
      start.mutate({ password }, { onSuccess: ({ result }) => (result ? setKey(result) : onClose()) });
      return;
    }
    confirm.mutate(
      { code },
      { onSuccess: ({ result }) => (result ? setCodes(result.recoveryCodes) : onClose()) },
    );
  };
  return (
    <CodesDialog
      title={t("title")}
      description={t(key ? "scan" : "description")}
      submitLabel={t(key ? "confirm" : "next")}
      isBusy={start.isPending || confirm.isPending}
      error={key ? confirm.error : start.error}
      codes={codes}
      onSubmit={submit}
      onClose={onClose}
    >
      {key ? (
        <>
          <AuthenticatorKey {...key} />
          <CodeField
            value={code}
            onValueChange={setCode}
            isWrong={Boolean(fieldErrors(confirm.error).code)}
            hasFocus
          />
        </>
      ) : (
        <PresentPasswordField
          value={password}
          onValueChange={setPassword}
          isWrong={Boolean(fieldErrors(start.error).password)}
        />
      )}
    </CodesDialog>
  );
}
