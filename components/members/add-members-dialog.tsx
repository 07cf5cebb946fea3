"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ClientIdsField } from "@/components/entities/client-ids-field";
import { useNewClients } from "@/components/entities/use-new-clients";
import { FormDialog } from "@/components/ui/form-dialog";
import type { Conversation } from "@/lib/contracts/conversations";
import type { MemberChange } from "@/lib/queries/members/mutations";

const maxMembers = 500;

/** Adds members by paste; says how many are in already and how many fit. */
export function AddMembersDialog({
  conversation,
  attempt,
  onClose,
}: {
  conversation: Conversation;
  attempt: (change: MemberChange) => Promise<boolean>;
  onClose: () => void;
}) {
  const t = useTranslations("members.addDialog");
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { fresh, repeated, isReady, field } = useNewClients(conversation.members, maxMembers);

  const submit = async () => {
    setBusy(true);
    setError(null);
    try {
      if (await attempt({ action: "add", clientIds: fresh })) onClose();
    } catch (reason) {
      setError(reason);
    }
    setBusy(false);
  };
  return (
    <FormDialog
      title={t("title")}
      description={t("description")}
      confirmLabel={t("confirm", { count: fresh.length })}
      isReady={isReady}
      isBusy={isBusy}
      error={error}
      onSubmit={submit}
      onClose={onClose}
    >
      <ClientIdsField label={t("clients")} isRequired {...field} />
      {repeated > 0 ? <p className="text-warn-ink text-sm">{t("known", { count: repeated })}</p> : null}
    </FormDialog>
  );
}
