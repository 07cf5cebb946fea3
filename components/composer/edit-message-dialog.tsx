"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { ByteCounter } from "@/components/ui/byte-counter";
import { Dialog } from "@/components/ui/dialog";
import { Spinner } from "@/components/ui/spinner";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useErrorText } from "@/components/ui/use-error-text";
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
  const shared = useTranslations("messages");
  const common = useTranslations("common.actions");
  const composer = useTranslations("composer");
  const errorText = useErrorText();
  const formId = useId();
  const [isChecking, setChecking] = useState(false);
  const edit = useChangeMessage(appId, message.conversationId, () => setChecking(true));
  const [content, setContent] = useState(() => contentFromJson(message.data));
  const [text, setText] = useState(message.data);
  const intend = useIntent();
  const made = content ? toOutgoingData(content) : null;
  const data = made ? made.data : text;
  const bytes = data === null ? 0 : messageBytes({ data });
  const isChanged = data !== null && data !== message.data;
  const isReady = isChanged && data !== "" && bytes <= limits.messageBytes;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isReady || edit.isPending) return;
    setChecking(false);
    void intend((operationId) => edit.mutateAsync({ action: "edit", message, data, operationId })).then(
      () => {
        toast.success({ title: t("done") });
        onClose();
      },
      // The dialog shows edit.error.
      () => undefined,
    );
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && !edit.isPending && onClose()}
      title={t("title", { name: message.from })}
      description={t("consequence")}
      footer={
        <>
          <Button onClick={onClose} disabled={edit.isPending}>
            {common("cancel")}
          </Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            disabled={!isReady}
            isLoading={edit.isPending}
          >
            {t("confirm")}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        onSubmit={submit}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) submit(event);
        }}
        className="flex flex-col gap-2"
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
        {edit.error ? <Banner tone="danger">{errorText(edit.error)}</Banner> : null}
        {isChecking && edit.isPending ? (
          <Banner tone="warn">
            <span className="flex items-center gap-2">
              <Spinner size={14} /> {shared("checking")}
            </span>
          </Banner>
        ) : null}
      </form>
    </Dialog>
  );
}
