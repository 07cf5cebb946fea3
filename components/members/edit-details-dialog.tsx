"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import { JsonEditor } from "@/components/ui/json-editor";
import { parseJson } from "@/components/ui/parse-json";
import { toast } from "@/components/ui/toast";
import type { Conversation } from "@/lib/contracts/conversations";
import { useUpdateConversation } from "@/lib/queries/conversations/mutations";
import { useIntent } from "@/lib/queries/operations/use-intent";
import { diffAttributes } from "./attribute-diff";

/** Changes the name and the attributes. Only what was changed is sent, so that others' changes are kept. */
export function EditDetailsDialog({
  appId,
  conversation,
  onClose,
}: {
  appId: string;
  conversation: Conversation;
  onClose: () => void;
}) {
  const t = useTranslations("members.attributes");
  const common = useTranslations("common.actions");
  const update = useUpdateConversation(appId, conversation.id);
  const intend = useIntent();
  const [before] = useState(conversation);
  const [name, setName] = useState(conversation.name ?? "");
  const [attributes, setAttributes] = useState(() => pretty(conversation.attributes));
  const [custom, setCustom] = useState(() => pretty(conversation.custom));
  const attributesDiff = readDiff(before.attributes, attributes);
  const customDiff = readDiff(before.custom, custom);
  const isRenamed = name.trim() !== (before.name ?? "");
  const isValid = attributesDiff !== "invalid" && customDiff !== "invalid";
  const isChanged = isRenamed || attributesDiff !== null || customDiff !== null;

  const submit = () => {
    if (attributesDiff === "invalid" || customDiff === "invalid") return;
    const change = {
      name: isRenamed ? name.trim() : undefined,
      setAttributes: attributesDiff?.set,
      unsetAttributes: attributesDiff?.unset,
      setCustom: customDiff?.set,
      unsetCustom: customDiff?.unset,
    };
    void intend((operationId) => update.mutateAsync({ ...change, operationId })).then(
      () => {
        toast.success({ title: t("saved") });
        onClose();
      },
      // The dialog shows update.error.
      () => undefined,
    );
  };
  return (
    <FormDialog
      title={t("editTitle")}
      description={t("editDescription")}
      confirmLabel={common("save")}
      isReady={isValid && isChanged}
      isBusy={update.isPending}
      error={update.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={t("name")}>
        {(control) => (
          <Input
            {...control}
            dir="auto"
            value={name}
            maxLength={512}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <JsonEditor label={t("attr")} isObject value={attributes} onValueChange={setAttributes} minRows={5} />
      <JsonEditor
        label={t("custom")}
        hint={t("customHint")}
        isObject
        value={custom}
        onValueChange={setCustom}
        minRows={2}
      />
    </FormDialog>
  );
}

const pretty = (value: object) => (Object.keys(value).length === 0 ? "" : JSON.stringify(value, null, 2));

function readDiff(before: Record<string, unknown>, text: string) {
  const parsed = text.trim() === "" ? { ok: true as const, value: {} } : parseJson(text, { isObject: true });
  if (!parsed.ok || typeof parsed.value !== "object" || parsed.value === null) return "invalid";
  return diffAttributes(before, Object.fromEntries(Object.entries(parsed.value)));
}
