"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { useKickClient } from "@/lib/queries/clients/mutations";
import { isOver } from "@/lib/queries/operations/is-over";
import { useOperationId } from "@/lib/queries/use-operation-id";

/** The longest reason LeanCloud passes on. */
const maxReason = 20;

/** Signs a client out everywhere, after saying what that does. */
export function KickDialog({
  appId,
  clientId,
  onClose,
}: {
  appId: string;
  clientId: string;
  onClose: () => void;
}) {
  const t = useTranslations("clients.kick");
  const operation = useOperationId();
  const kick = useKickClient(appId, clientId);
  const [reason, setReason] = useState("");
  const length = [...reason.trim()].length;
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={t("title", { id: clientId })}
      consequence={t("text")}
      confirmLabel={t("confirm")}
      isDangerous
      onConfirm={async () => {
        try {
          await kick.mutateAsync({ reason: reason.trim(), operationId: operation.current() });
          toast.success({ title: t("done", { id: clientId }) });
        } catch (error) {
          if (isOver(error)) operation.renew();
          throw error;
        }
      }}
    >
      <Field
        label={t("reason")}
        hint={t("reasonHint")}
        counter={
          <span className="text-muted text-xs">
            {length} / {maxReason}
          </span>
        }
      >
        {(control) => (
          <Input
            {...control}
            value={reason}
            onChange={(event) => {
              operation.renew();
              setReason([...event.target.value].slice(0, maxReason).join(""));
            }}
          />
        )}
      </Field>
    </ConfirmDialog>
  );
}
