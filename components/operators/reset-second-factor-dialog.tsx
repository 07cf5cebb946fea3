"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { Operator } from "@/lib/contracts/operators";
import { useResetSecondFactor } from "@/lib/queries/operators/mutations";

/** Takes away the second factor of an operator who lost their device. */
export function ResetSecondFactorDialog({ operator, onClose }: { operator: Operator; onClose: () => void }) {
  const t = useTranslations("operators.resetSecondFactor");
  const reset = useResetSecondFactor();
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("title", { name: operator.name })}
      consequence={t("consequence")}
      confirmLabel={t("confirm")}
      isDangerous
      onConfirm={() => reset.mutateAsync({ id: operator.id })}
    />
  );
}
