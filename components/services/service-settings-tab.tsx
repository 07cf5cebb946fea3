"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { PageBody } from "@/components/layout/page-body";
import { useCan } from "@/components/layout/session-context";
import { Button } from "@/components/ui/button";
import { CopyableId } from "@/components/ui/copyable-id";
import { ErrorBanner } from "@/components/ui/error-banner";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { JsonEditor } from "@/components/ui/json-editor";
import { parseJson } from "@/components/ui/parse-json";
import { Timestamp } from "@/components/ui/timestamp";
import { toast } from "@/components/ui/toast";
import type { Conversation } from "@/lib/contracts/conversations";
import { useUpdateConversation } from "@/lib/queries/conversations/mutations";
import { attributeChanges } from "./attribute-changes";

/** Name and attributes of a service conversation, and the facts one needs elsewhere. */
export function ServiceSettingsTab({ appId, conversation }: { appId: string; conversation: Conversation }) {
  const t = useTranslations("services.settings");
  const common = useTranslations("common.actions");
  const can = useCan();
  const canEdit = can("conversation.edit") && can("service.create");
  const update = useUpdateConversation(appId, conversation.id);
  const [name, setName] = useState(conversation.name ?? "");
  const [attributes, setAttributes] = useState(() => JSON.stringify(conversation.attributes, null, 2));
  const parsed = parseJson(attributes.trim() === "" ? "{}" : attributes, { isObject: true });
  const changes = parsed.ok ? attributeChanges(conversation.attributes, parsed.value) : null;
  const isChanged =
    name.trim() !== (conversation.name ?? "") ||
    changes === null ||
    changes.set !== null ||
    changes.unset.length > 0;

  const save = () => {
    if (!changes) return;
    update.mutate(
      {
        name: name.trim() === (conversation.name ?? "") ? undefined : name.trim(),
        setAttributes: changes.set ?? undefined,
        unsetAttributes: changes.unset.length > 0 ? changes.unset : undefined,
      },
      { onSuccess: () => toast.success({ title: t("saved") }) },
    );
  };
  return (
    <PageBody isNarrow>
      <div className="flex flex-col gap-6">
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (isChanged && changes && !update.isPending) save();
          }}
        >
          <Field label={t("name")} hint={t("nameHint")}>
            {(control) => (
              <Input
                {...control}
                value={name}
                maxLength={512}
                disabled={!canEdit}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
          <JsonEditor
            label={t("attributes")}
            hint={t("attributesHint")}
            value={attributes}
            onValueChange={setAttributes}
            isObject
          />
          <ErrorBanner error={update.error} />
          {canEdit ? (
            <div className="flex justify-end">
              <Button
                type="submit"
                variant="primary"
                isLoading={update.isPending}
                disabled={!isChanged || changes === null}
              >
                {common("save")}
              </Button>
            </div>
          ) : (
            <p className="text-muted text-sm">{t("readOnly")}</p>
          )}
        </form>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2 border-t pt-4 text-sm">
          <dt className="text-muted">{t("id")}</dt>
          <dd>
            <CopyableId id={conversation.id} length="full" />
          </dd>
          <dt className="text-muted">{t("creator")}</dt>
          <dd>
            <bdi className="[overflow-wrap:anywhere]">{conversation.creator ?? t("none")}</bdi>
          </dd>
          <dt className="text-muted">{t("created")}</dt>
          <dd>
            <Timestamp value={conversation.createdAt} mode="dateTime" />
          </dd>
          <dt className="text-muted">{t("updated")}</dt>
          <dd>
            <Timestamp value={conversation.updatedAt} mode="dateTime" />
          </dd>
        </dl>
      </div>
    </PageBody>
  );
}
