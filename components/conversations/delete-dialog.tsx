"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import type { Conversation } from "@/lib/contracts/conversations";
import { useDeleteConversation } from "@/lib/queries/conversations/mutations";

/** Asks before a conversation is deleted; its id has to be typed. */
export function DeleteDialog({
  appId,
  conversation,
  onClose,
  onDeleted,
}: {
  appId: string;
  conversation: Conversation;
  onClose: () => void;
  onDeleted?: () => void;
}) {
  const t = useTranslations("conversations.delete");
  const remove = useDeleteConversation(appId);
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("title", { name: conversation.name ?? conversation.id })}
      consequence={t("consequence", { kind: conversation.kind, count: conversation.members.length })}
      confirmLabel={t("confirm")}
      isDangerous
      typeToConfirm={conversation.id}
      onConfirm={async () => {
        await remove.mutateAsync({ id: conversation.id });
        toast.success({ title: t("done") });
        onDeleted?.();
      }}
    />
  );
}
