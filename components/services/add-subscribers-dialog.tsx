"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ClientIdsField } from "@/components/entities/client-ids-field";
import { Banner } from "@/components/ui/banner";
import { FormDialog } from "@/components/ui/form-dialog";
import { toast } from "@/components/ui/toast";
import { isOver } from "@/lib/queries/operations/is-over";
import { type SubscribersChange, useAddSubscribers } from "@/lib/queries/services/mutations";
import { useOperationId } from "@/lib/queries/use-operation-id";
import { mergeClientIds } from "@/lib/text/parse-client-ids";

/** The most that one change may carry. */
const limit = 500;

/** Subscribes clients by paste; those that could not be are kept in the field with the reason. */
export function AddSubscribersDialog({
  appId,
  conversationId,
  onClose,
}: {
  appId: string;
  conversationId: string;
  onClose: () => void;
}) {
  const t = useTranslations("services.add");
  const operation = useOperationId();
  const add = useAddSubscribers(appId, conversationId);
  const [ids, setIds] = useState<string[]>([]);
  const [failed, setFailed] = useState<NonNullable<SubscribersChange["failed"]>>([]);
  const [leftover, setLeftover] = useState("");
  const everyone = mergeClientIds(ids, leftover);
  const count = everyone.ids.length;
  const canAdd = count > 0 && count <= limit && everyone.tooLong.length === 0;
  const submit = () =>
    add.mutate(
      { clientIds: everyone.ids, operationId: operation.current() },
      {
        onSuccess: ({ result }) => {
          operation.renew();
          const refused = result?.failed ?? [];
          if (refused.length === 0) {
            toast.success({ title: t("done", { count }) });
            return onClose();
          }
          setFailed(refused);
          setIds(refused.map(({ clientId }) => clientId));
        },
        onError: (error) => {
          if (isOver(error)) operation.renew();
        },
      },
    );
  return (
    <FormDialog
      title={t("title")}
      description={t("text")}
      confirmLabel={t("submit", { count })}
      isReady={canAdd}
      isBusy={add.isPending}
      error={add.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <ClientIdsField
        label={t("clients")}
        value={ids}
        limit={limit}
        onLeftoverChange={(text) => {
          operation.renew();
          setLeftover(text);
        }}
        isRequired
        onValueChange={(next) => {
          operation.renew();
          setIds(next);
        }}
      />
      {failed.length > 0 ? (
        <Banner tone="warn" title={t("failed", { count: failed.length })}>
          <ul className="max-h-32 overflow-y-auto">
            {failed.map(({ clientId, reason }) => (
              <li key={clientId} className="[overflow-wrap:anywhere]">
                <bdi className="font-medium">{clientId}</bdi>: {reason}
              </li>
            ))}
          </ul>
        </Banner>
      ) : null}
    </FormDialog>
  );
}
