"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { ClientIdsField } from "@/components/entities/client-ids-field";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
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
  const common = useTranslations("common.actions");
  const formId = useId();
  const [ids, setIds] = useState<string[]>([]);
  const [isBusy, setBusy] = useState(false);
  const fresh = ids.filter((id) => !conversation.members.includes(id));
  const known = ids.length - fresh.length;
  const room = maxMembers - conversation.members.length;
  const isReady = fresh.length > 0 && fresh.length <= room;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isReady || isBusy) return;
    setBusy(true);
    const isDone = await run({ action: "add", clientIds: fresh });
    setBusy(false);
    if (isDone) onClose();
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("title")}
      description={t("description")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" disabled={!isReady} isLoading={isBusy}>
            {t("confirm", { count: fresh.length })}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-2">
        <ClientIdsField label={t("clients")} value={ids} onValueChange={setIds} limit={room} isRequired />
        {known > 0 ? <p className="text-warn-ink text-sm">{t("known", { count: known })}</p> : null}
      </form>
    </Dialog>
  );
}
