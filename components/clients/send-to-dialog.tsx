"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { conversationHref } from "@/components/entities/hrefs";
import { useApp } from "@/components/layout/session-context";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { useErrorText } from "@/components/ui/use-error-text";
import { useCreateConversation } from "@/lib/queries/conversations/mutations";
import { isApiError } from "@/lib/queries/http";
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
  const common = useTranslations("common.actions");
  const app = useApp();
  const errorText = useErrorText();
  const router = useRouter();
  const operation = useOperationId();
  const create = useCreateConversation(appId);
  const form = useId();
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
          if (!isApiError(error, "offline")) operation.renew();
        },
      },
    );
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen && !create.isPending) onClose();
      }}
      title={t("title", { id: clientId })}
      description={t("text")}
      size="sm"
      footer={
        <>
          <Button onClick={onClose} disabled={create.isPending}>
            {common("cancel")}
          </Button>
          <Button
            type="submit"
            form={form}
            variant="primary"
            isLoading={create.isPending}
            disabled={!canOpen}
          >
            {t("open")}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (canOpen && !create.isPending) open();
        }}
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
        {create.error ? <Banner tone="danger">{errorText(create.error)}</Banner> : null}
      </form>
    </Dialog>
  );
}
