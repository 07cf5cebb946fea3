"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { ClientIdsField } from "@/components/entities/client-ids-field";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { useErrorText } from "@/components/ui/use-error-text";
import { type SubscribersChange, useAddSubscribers } from "@/lib/queries/services/mutations";
import { useOperationId } from "@/lib/queries/use-operation-id";

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
  const common = useTranslations("common.actions");
  const errorText = useErrorText();
  const form = useId();
  const operation = useOperationId();
  const add = useAddSubscribers(appId, conversationId);
  const [ids, setIds] = useState<string[]>([]);
  const [failed, setFailed] = useState<NonNullable<SubscribersChange["failed"]>>([]);
  const [leftover, setLeftover] = useState("");
  const canAdd = ids.length > 0 && ids.length <= limit && leftover === "";
  const submit = () =>
    add.mutate(
      { clientIds: ids, operationId: operation.current() },
      {
        onSuccess: ({ result }) => {
          operation.renew();
          const refused = result?.failed ?? [];
          if (refused.length === 0) {
            toast.success({ title: t("done", { count: ids.length }) });
            return onClose();
          }
          setFailed(refused);
          setIds(refused.map(({ clientId }) => clientId));
        },
      },
    );
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen && !add.isPending) onClose();
      }}
      title={t("title")}
      description={t("text")}
      footer={
        <>
          <Button onClick={onClose} disabled={add.isPending}>
            {common("cancel")}
          </Button>
          <Button type="submit" form={form} variant="primary" isLoading={add.isPending} disabled={!canAdd}>
            {t("submit", { count: ids.length })}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (canAdd && !add.isPending) submit();
        }}
      >
        <ClientIdsField
          label={t("clients")}
          value={ids}
          limit={limit}
          onLeftoverChange={setLeftover}
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
        {add.error ? <Banner tone="danger">{errorText(add.error)}</Banner> : null}
      </form>
    </Dialog>
  );
}
