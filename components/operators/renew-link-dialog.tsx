"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import type { InvitedOperator, Operator } from "@/lib/contracts/operators";
import { useRenewInvitation } from "@/lib/queries/operators/mutations";
import { InvitationLink } from "./invitation-link";

/** Makes a new link: to join, or to set a new password. */
export function RenewLinkDialog({ operator, onClose }: { operator: Operator; onClose: () => void }) {
  const t = useTranslations("operators.renew");
  const renew = useRenewInvitation();
  const [made, setMade] = useState<InvitedOperator | null>(null);
  const kind = operator.status === "invited" ? "invited" : "active";
  if (made) {
    return (
      <Dialog
        isOpen
        onOpenChange={(isOpen) => !isOpen && onClose()}
        title={t(`${kind}.title`, { name: operator.name })}
        footer={
          <Button variant="primary" onClick={onClose}>
            {t("done")}
          </Button>
        }
      >
        <InvitationLink url={made.invitationUrl} email={operator.email} />
      </Dialog>
    );
  }
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && !renew.isPending && onClose()}
      title={t(`${kind}.title`, { name: operator.name })}
      consequence={t(`${kind}.consequence`)}
      confirmLabel={t("confirm")}
      isKeptOpen
      onConfirm={async () => {
        const { result } = await renew.mutateAsync({ id: operator.id });
        if (result) setMade(result);
      }}
    />
  );
}
