"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { CheckingBanner } from "@/components/entities/checking-banner";
import { useOvertakenText } from "@/components/entities/use-overtaken-text";
import { ByteCounter } from "@/components/ui/byte-counter";
import { FormDialog } from "@/components/ui/form-dialog";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import type { Message } from "@/lib/contracts/messages";
import { limits } from "@/lib/protocol/limits";
import { messageBytes } from "@/lib/protocol/message-bytes";
import { useChangeMessage } from "@/lib/queries/messages/mutations";
import { useIntent } from "@/lib/queries/operations/use-intent";
import { contentFromJson, toOutgoingData } from "./content-draft";
import { ContentEditor } from "./content-editor";

/** Changes what a message says. What was typed stays when the call fails. */
export function EditMessageDialog({
  appId,
  message,
  onClose,
}: {
  appId: string;
  message: Message;
  onClose: () => void;
}) {
  const t = useTranslations("messages.edit");
  const composer = useTranslations("composer");
  const [isChecking, setChecking] = useState(false);
  const edit = useChangeMessage(appId, message.conversationId, () => setChecking(true));
  const [content, setContent] = useState(() => contentFromJson(message.data));
  const [text, setText] = useState(message.data);
  const intend = useIntent();
  const overtaken = useOvertakenText();
  const made = content ? toOutgoingData(content) : null;
  const data = made ? made.data : text;
  const bytes = data === null ? 0 : messageBytes({ data });
  const isChanged = data !== null && data !== message.data;
  const isReady = isChanged && data !== "" && bytes <= limits.messageBytes;

  const submit = () => {
    if (data === null) return;
    setChecking(false);
    void intend((operationId) => edit.mutateAsync({ action: "edit", message, data, operationId })).then(
      ({ result }) => {
        toast.success({ title: t("done"), description: overtaken(result) });
        onClose();
      },
      // The dialog shows edit.error.
      () => undefined,
    );
  };
  return (
    <FormDialog
      title={t("title", { name: message.from })}
      description={t("consequence")}
      confirmLabel={t("confirm")}
      isReady={isReady}
      isBusy={edit.isPending}
      error={edit.error}
      onSubmit={submit}
      onClose={onClose}
    >
      {content ? (
        <ContentEditor
          hidesKind
          autoFocus
          value={content}
          onChange={setContent}
          error={made?.error ?? null}
        />
      ) : (
        <Textarea
          dir="auto"
          aria-label={composer("text")}
          value={text}
          minRows={4}
          autoFocus
          onChange={(event) => setText(event.target.value)}
        />
      )}
      <div className="flex justify-between gap-2 text-muted text-xs">
        <span>{isChanged ? null : t("unchanged")}</span>
        <ByteCounter bytes={bytes} limit={limits.messageBytes} />
      </div>
      {isChecking && edit.isPending ? <CheckingBanner /> : null}
    </FormDialog>
  );
}
