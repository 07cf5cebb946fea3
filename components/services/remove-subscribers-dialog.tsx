"use client";

import { useTranslations } from "next-intl";
import { useTellRefused } from "@/components/entities/use-tell-refused";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import type { Conversation } from "@/lib/contracts/conversations";
import { useIntent } from "@/lib/queries/operations/use-intent";
import { useRemoveSubscribers } from "@/lib/queries/services/mutations";

/** Asks before subscriptions end. */
export function RemoveSubscribersDialog({
  appId,
  conversation,
  clientIds,
  onClose,
  onRemoved,
}: {
  appId: string;
  conversation: Conversation;
  clientIds: readonly string[];
  onClose: () => void;
  onRemoved: (clientIds: readonly string[]) => void;
}) {
  const t = useTranslations("services.remove");
  const tellRefused = useTellRefused();
  const intend = useIntent();
  const remove = useRemoveSubscribers(appId, conversation.id);
  const [first] = clientIds;
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={t("title", { count: clientIds.length, id: first ?? "" })}
      consequence={t("text", { name: conversation.name || conversation.id })}
      confirmLabel={t("confirm", { count: clientIds.length })}
      isDangerous
      onConfirm={async () => {
        const { result } = await intend((operationId) =>
          remove.mutateAsync({ clientIds: [...clientIds], operationId }),
        );
        const failed = result?.failed ?? [];
        const refused = new Set(failed.map(({ clientId }) => clientId));
        onRemoved(clientIds.filter((id) => !refused.has(id)));
        if (failed.length > 0) tellRefused(t("failed", { count: failed.length }), failed);
        else toast.success({ title: t("done", { count: clientIds.length }) });
      }}
    />
  );
}
