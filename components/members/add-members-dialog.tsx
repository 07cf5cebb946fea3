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
  run,
  onClose,
}: {
  conversation: Conversation;
  run: (change: MemberChange) => Promise<boolean>;
  onClose: () => void;
}) {
  const t = useTranslations("members.addDialog");
  const [isBusy, setBusy] = useState(false);
  const { fresh, repeated, isReady, field } = useNewClients(conversation.members, maxMembers);

  const submit = async () => {
    setBusy(true);
    const isDone = await run({ action: "add", clientIds: fresh });
    setBusy(false);
    if (isDone) onClose();
  };
  return (
    <FormDialog
      title={t("title")}
      description={t("description")}
      confirmLabel={t("confirm", { count: fresh.length })}
      isReady={isReady}
      isBusy={isBusy}
      onSubmit={submit}
      onClose={onClose}
    >
      <ClientIdsField label={t("clients")} isRequired {...field} />
      {repeated > 0 ? <p className="text-warn-ink text-sm">{t("known", { count: repeated })}</p> : null}
    </FormDialog>
  );
}
