"use client";

import type { ProveSecondFactor } from "@/lib/contracts/second-factor";
import { fieldErrors } from "@/lib/queries/api-error";
import { CodeField } from "./code-field";
import { PresentPasswordField } from "./present-password-field";

/** Password and code, which show once more who is sitting there. */
export function ProofFields({
  value,
  onValueChange,
  error,
}: {
  value: ProveSecondFactor;
  onValueChange: (value: ProveSecondFactor) => void;
  error: unknown;
}) {
  const wrong = fieldErrors(error);
  return (
    <>
      <PresentPasswordField
        value={value.password}
        onValueChange={(password) => onValueChange({ ...value, password })}
        isWrong={Boolean(wrong.password)}
      />
      <CodeField
        value={value.code}
        onValueChange={(code) => onValueChange({ ...value, code })}
        isWrong={Boolean(wrong.code)}
        takesRecoveryCode
      />
    </>
  );
}

export const noProof: ProveSecondFactor = { password: "", code: "" };
