"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { ClientIdsField } from "@/components/entities/client-ids-field";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorBanner } from "@/components/ui/error-banner";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { JsonEditor } from "@/components/ui/json-editor";
import { parseJson } from "@/components/ui/parse-json";
import { submitOnKeys } from "@/components/ui/submit-on-keys";
import type { BulkConversation } from "@/lib/contracts/conversations";
import { limits } from "@/lib/protocol/limits";
import { useBulkConversations } from "@/lib/queries/conversations/mutations";
import { useIntent } from "@/lib/queries/operations/use-intent";
import { mergeClientIds, type ParsedClientIds } from "@/lib/text/parse-client-ids";
import { JobProgress } from "./job-progress";

const maxClients = 500;

export type BulkAction = BulkConversation["change"]["type"];

/** One change to many conversations: what, then its progress and result. */
export function BulkDialog({
  appId,
  action,
  target,
  count,
  onClose,
}: {
  appId: string;
  action: BulkAction;
  target: BulkConversation["target"];
  /** Null when the server does not count. */
  count: number | null;
  onClose: (isDone: boolean) => void;
}) {
  const t = useTranslations("conversations.bulk");
  const common = useTranslations("common.actions");
  const bulk = useBulkConversations(appId);
  const intend = useIntent();
  const [clientIds, setClientIds] = useState<string[]>([]);
  const [typed, setTyped] = useState("");
  const [key, setKey] = useState("");
  const [value, setValue] = useState("");
  const formId = useId();
  const change = toChange(action, mergeClientIds(clientIds, typed), key, value);
  const isTooMany = count !== null && count > limits.bulkTargets;
  const job = bulk.data;
  const amount = { scope: count === null ? "many" : "some", count: count ?? 0 };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!change || isTooMany || bulk.isPending) return;
    // The dialog shows bulk.error.
    void intend((operationId) => bulk.mutateAsync({ target, change, operationId })).catch(() => undefined);
  };

  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose(job !== undefined)}
      title={t(`${action}.title`, amount)}
      description={job ? undefined : t(`${action}.description`)}
      footer={
        job ? (
          <Button onClick={() => onClose(true)}>{common("close")}</Button>
        ) : (
          <>
            <Button onClick={() => onClose(false)}>{common("cancel")}</Button>
            <Button
              type="submit"
              form={formId}
              variant={action === "remove-members" ? "danger" : "primary"}
              disabled={!change || isTooMany}
              isLoading={bulk.isPending}
            >
              {t(`${action}.confirm`, amount)}
            </Button>
          </>
        )
      }
    >
      {job ? (
        <JobProgress jobId={job.id} />
      ) : (
        <form id={formId} onSubmit={submit} onKeyDown={submitOnKeys} className="flex flex-col gap-3">
          {action === "set-attribute" ? (
            <>
              <Field label={t("key")} isRequired>
                {(control) => (
                  <Input
                    {...control}
                    value={key}
                    maxLength={100}
                    spellCheck={false}
                    autoFocus
                    onChange={(event) => setKey(event.target.value)}
                  />
                )}
              </Field>
              <JsonEditor
                label={t("value")}
                hint={t("valueHint")}
                value={value}
                onValueChange={setValue}
                minRows={2}
                isRequired
              />
            </>
          ) : (
            <ClientIdsField
              label={t("clients")}
              value={clientIds}
              onValueChange={setClientIds}
              onLeftoverChange={setTyped}
              limit={maxClients}
              isRequired
            />
          )}
          {isTooMany ? <Banner tone="warn" title={t("tooMany", { limit: limits.bulkTargets })} /> : null}
          <ErrorBanner error={bulk.error} />
        </form>
      )}
    </Dialog>
  );
}

function toChange(
  action: BulkAction,
  { ids, tooLong }: ParsedClientIds,
  key: string,
  value: string,
): BulkConversation["change"] | null {
  if (action === "set-attribute") {
    const parsed = parseJson(value);
    return key.trim() !== "" && parsed.ok ? { type: action, key: key.trim(), value: parsed.value } : null;
  }
  const isReady = ids.length > 0 && ids.length <= maxClients && tooLong.length === 0;
  return isReady ? { type: action, clientIds: ids } : null;
}
