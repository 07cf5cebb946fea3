"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { conversationHref } from "@/components/entities/hrefs";
import { useApp } from "@/components/layout/session-context";
import { Banner } from "@/components/ui/banner";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { useCreateConversation } from "@/lib/queries/conversations/mutations";
import { isOver } from "@/lib/queries/operations/is-over";
import { useOperationId } from "@/lib/queries/use-operation-id";

/** Opens the one conversation of a chosen sender with the client, creating it if there is none. */
export function SendToDialog({
  appId,
  clientId,
  onClose,
}: {
  appId: string;
  clientId: string;
  onClose: () => void;
}) {
  const t = useTranslations("clients.sendTo");
  const app = useApp();
  const router = useRouter();
  const operation = useOperationId();
  const create = useCreateConversation(appId);
  const senders = app.senderIds;
  const isBound = app.role === "agent";
  const [from, setFrom] = useState(senders[0] ?? "");
  const sender = from.trim();
  const isSelf = sender === clientId;
  const canOpen = sender !== "" && !isSelf && sender.length <= 64;

  const open = () =>
    create.mutate(
      {
        kind: "normal",
        members: [sender, clientId],
        creator: sender,
        unique: true,
        operationId: operation.current(),
      },
      {
        onSuccess: ({ result }) => {
          if (result) {
            router.push(
              `${conversationHref(appId, result.conversation.id)}?as=${encodeURIComponent(sender)}`,
            );
          }
          onClose();
        },
        onError: (error) => {
          if (isOver(error)) operation.renew();
        },
      },
    );
  return (
    <FormDialog
      title={t("title", { id: clientId })}
      description={t("text")}
      size="sm"
      confirmLabel={t("open")}
      isReady={canOpen}
      isBusy={create.isPending}
      error={create.error}
      onSubmit={open}
      onClose={onClose}
    >
      {isBound && senders.length === 0 ? (
        <Banner tone="warn">{t("noSenders")}</Banner>
      ) : (
        <Field label={t("from")} hint={t("fromHint")} error={isSelf ? t("self") : undefined} isRequired>
          {(control) =>
            isBound ? (
              <Select
                {...control}
                value={from}
                options={senders.map((id) => ({ value: id, label: id }))}
                onChange={(event) => {
                  operation.renew();
                  setFrom(event.target.value);
                }}
              />
            ) : (
              <Input
                {...control}
                value={from}
                maxLength={64}
                spellCheck={false}
                autoFocus
                onChange={(event) => {
                  operation.renew();
                  setFrom(event.target.value);
                }}
              />
            )
          }
        </Field>
      )}
    </FormDialog>
  );
}
