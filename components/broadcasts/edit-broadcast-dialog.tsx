"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { contentFromJson, emptyContent, toOutgoingData } from "@/components/composer/content-draft";
import { ContentEditor } from "@/components/composer/content-editor";
import { ByteCounter } from "@/components/ui/byte-counter";
import { FormDialog } from "@/components/ui/form-dialog";
import { toast } from "@/components/ui/toast";
import type { Broadcast } from "@/lib/contracts/broadcasts";
import { useDates } from "@/lib/i18n/use-dates";
import { useEditBroadcast } from "@/lib/queries/broadcasts/mutations";
import { isOver } from "@/lib/queries/operations/is-over";
import { useOperationId } from "@/lib/queries/use-operation-id";
import { maxMessageBytes, messageBytes } from "./plan";

/** Changes a broadcast for those who have not got it yet. */
export function EditBroadcastDialog({
  appId,
  broadcast,
  onClose,
}: {
  appId: string;
  broadcast: Broadcast;
  onClose: () => void;
}) {
  const t = useTranslations("broadcasts.edit");
  const { format } = useDates();
  const operation = useOperationId();
  const edit = useEditBroadcast(appId);
  const [content, setContent] = useState(
    () => contentFromJson(broadcast.data) ?? { ...emptyContent("json"), json: broadcast.data },
  );
  const [isTried, setTried] = useState(false);
  const outgoing = toOutgoingData(content);
  const bytes = messageBytes(outgoing.data ?? "", "");
  const isTooLarge = bytes > maxMessageBytes;

  const save = () => {
    setTried(true);
    if (outgoing.data === null || isTooLarge) return;
    edit.mutate(
      {
        id: broadcast.id,
        operationId: operation.current(),
        body: {
          conversationId: broadcast.conversationId,
          from: broadcast.from,
          timestamp: broadcast.timestamp,
          data: outgoing.data,
        },
      },
      {
        onSuccess: () => {
          toast.success({ title: t("saved") });
          onClose();
        },
        onError: (error) => {
          if (isOver(error)) operation.renew();
        },
      },
    );
  };
  return (
    <FormDialog
      title={t("title")}
      description={
        broadcast.validTill === null
          ? t("noteOpen")
          : t("note", { time: format(broadcast.validTill, "dateTime") })
      }
      size="lg"
      confirmLabel={t("save")}
      isBusy={edit.isPending}
      error={edit.error}
      onSubmit={save}
      onClose={onClose}
    >
      <div className="flex justify-end">
        <ByteCounter bytes={bytes} limit={maxMessageBytes} />
      </div>
      <ContentEditor
        value={content}
        onChange={(next) => {
          if (edit.isError) operation.renew();
          setContent(next);
        }}
        error={isTried ? outgoing.error : null}
        disabled={edit.isPending}
        autoFocus
      />
      {isTried && (outgoing.data === null || isTooLarge) ? (
        <p role="alert" className="text-danger-ink text-sm">
          {isTooLarge ? t("tooLarge") : t("empty")}
        </p>
      ) : null}
    </FormDialog>
  );
}
