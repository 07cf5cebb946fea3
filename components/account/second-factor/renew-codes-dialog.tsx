"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRenewRecoveryCodes } from "@/lib/queries/account/second-factor-mutations";
import { CodesDialog } from "./codes-dialog";
import { noProof, ProofFields } from "./proof-fields";

/** Makes new recovery codes in place of those before. */
export function RenewCodesDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("account.secondFactor.renew");
  const renew = useRenewRecoveryCodes();
  const [proof, setProof] = useState(noProof);
  const [codes, setCodes] = useState<string[] | null>(null);
  return (
    <CodesDialog
      title={t("title")}
      description={t("consequence")}
      submitLabel={t("confirm")}
      isBusy={renew.isPending}
      error={renew.error}
      codes={codes}
      onSubmit={() =>
        renew.mutate(proof, {
          onSuccess: ({ result }) => (result ? setCodes(result.recoveryCodes) : onClose()),
        })
      }
      onClose={onClose}
    >
      <ProofFields value={proof} onValueChange={setProof} error={renew.error} />
    </CodesDialog>
  );
}
