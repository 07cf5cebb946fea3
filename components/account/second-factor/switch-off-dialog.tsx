"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { FormDialog } from "@/components/ui/form-dialog";
import { toast } from "@/components/ui/toast";
import { useSwitchOffSecondFactor } from "@/lib/queries/account/second-factor-mutations";
import { formError } from "./form-error";
import { noProof, ProofFields } from "./proof-fields";

/** Switches the second factor off. */
export function SwitchOffDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("account.secondFactor.switchOff");
  const switchOff = useSwitchOffSecondFactor();
  const [proof, setProof] = useState(noProof);
  return (
    <FormDialog
      title={t("title")}
      description={t("consequence")}
      confirmLabel={t("confirm")}
      isBusy={switchOff.isPending}
      error={formError(switchOff.error)}
      onSubmit={() =>
        switchOff.mutate(proof, {
          onSuccess: () => {
            toast.success({ title: t("done") });
            onClose();
          },
        })
      }
      onClose={onClose}
    >
      <ProofFields value={proof} onValueChange={setProof} error={switchOff.error} />
    </FormDialog>
  );
}
