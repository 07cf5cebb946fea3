"use client";

import { useTranslations } from "next-intl";
import { MessageSummary } from "@/components/entities/message-summary";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import type { Broadcast } from "@/lib/contracts/broadcasts";
import { useDeleteBroadcast } from "@/lib/queries/broadcasts/mutations";

/** Asks before a broadcast is taken away from those who have not got it yet. */
export function DeleteBroadcastDialog({
  appId,
  broadcast,
  onClose,
}: {
  appId: string;
  broadcast: Broadcast;
  onClose: () => void;
}) {
  const t = useTranslations("broadcasts.delete");
  const remove = useDeleteBroadcast(appId);
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={t("title")}
      consequence={
        <>
          <p>{t("text")}</p>
          <blockquote className="mt-2 border-line-strong border-l-2 pl-3 text-ink">
            <MessageSummary payload={broadcast.payload} />
          </blockquote>
        </>
      }
      confirmLabel={t("confirm")}
      isDangerous
      onConfirm={async () => {
        await remove.mutateAsync(broadcast);
        toast.success({ title: t("done") });
      }}
    />
  );
}
