"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import type { Conversation } from "@/lib/contracts/conversations";
import { useChangeMembers } from "@/lib/queries/members/mutations";

/** Shuts someone out: removes them and keeps them from coming back. */
export function BlockDialog({
  appId,
  conversation,
  clientId,
  onClose,
}: {
  appId: string;
  conversation: Conversation;
  clientId: string;
  onClose: () => void;
}) {
  const t = useTranslations("members.blockDialog");
  const change = useChangeMembers(appId, conversation.id);
  const scope = { name: clientId, kind: conversation.kind };
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("title", scope)}
      consequence={t("consequence", scope)}
      confirmLabel={t("confirm", scope)}
      isDangerous
      onConfirm={async () => {
        await change.mutateAsync({ action: "block", clientIds: [clientId] });
        toast.success({ title: t("done", scope) });
      }}
    />
  );
}
