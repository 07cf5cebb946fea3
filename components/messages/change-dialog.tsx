"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { CheckingBanner } from "@/components/entities/checking-banner";
import { useOvertakenText } from "@/components/entities/use-overtaken-text";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import type { Conversation } from "@/lib/contracts/conversations";
import type { Message } from "@/lib/contracts/messages";
import { useChangeMessage } from "@/lib/queries/messages/mutations";
import { useIntent } from "@/lib/queries/operations/use-intent";
import { MessageBody } from "./message-body";

/** Asks before a message is recalled or deleted, and says whom that reaches. */
export function ChangeDialog({
  appId,
  conversation,
  message,
  action,
  onClose,
}: {
  appId: string;
  conversation: Conversation;
  message: Message;
  action: "recall" | "delete";
  onClose: () => void;
}) {
  const t = useTranslations(`messages.${action}`);
  const [isChecking, setChecking] = useState(false);
  const change = useChangeMessage(appId, conversation.id, () => setChecking(true));
  const intend = useIntent();
  const overtaken = useOvertakenText();
  const scope = {
    kind: message.toClientId === null ? conversation.kind : "private",
    count: conversation.members.length,
    client: message.toClientId ?? "",
  };
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("title", scope)}
      consequence={t("consequence", scope)}
      confirmLabel={t("confirm", scope)}
      isDangerous
      onConfirm={async () => {
        setChecking(false);
        const { result } = await intend((operationId) =>
          change.mutateAsync({ action, message, operationId }),
        );
        toast.success({ title: t("done"), description: overtaken(result) });
      }}
    >
      <blockquote className="max-h-40 overflow-hidden rounded-md border bg-sunken px-3 py-2 text-sm">
        <p className="mb-0.5 font-medium">{message.from}</p>
        <MessageBody payload={message.payload} />
      </blockquote>
      {isChecking && change.isPending ? <CheckingBanner /> : null}
    </ConfirmDialog>
  );
}
