"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { JsonEditor } from "@/components/ui/json-editor";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import type { ComposerDraft } from "./draft-store";

const priorities = ["high", "normal", "low"] as const;

/** How a message is sent: transient, synced, its priority in a room, its push content. */
export function ComposerOptions({
  draft,
  onChange,
  isChatRoom,
  hasPush,
}: {
  draft: ComposerDraft;
  onChange: (draft: ComposerDraft) => void;
  isChatRoom: boolean;
  /** Chat rooms have no push. */
  hasPush: boolean;
}) {
  const t = useTranslations("composer");
  return (
    <div className="grid gap-3 rounded-md border bg-sunken p-3 md:grid-cols-2">
      <div className="flex flex-col gap-3">
        <Switch
          label={t("transient")}
          description={t("transientHint")}
          isChecked={draft.isTransient}
          onCheckedChange={(isTransient) => onChange({ ...draft, isTransient })}
        />
        <Switch
          label={t("noSync")}
          isChecked={draft.noSync}
          onCheckedChange={(noSync) => onChange({ ...draft, noSync })}
        />
        {isChatRoom ? (
          <Field label={t("priority")} hint={t("priorityHint")}>
            {(control) => (
              <Select
                {...control}
                value={draft.priority}
                options={priorities.map((value) => ({ value, label: t(`priorities.${value}`) }))}
                onChange={(event) => {
                  const priority = priorities.find((one) => one === event.target.value);
                  if (priority) onChange({ ...draft, priority });
                }}
              />
            )}
          </Field>
        ) : null}
      </div>
      {hasPush ? (
        <JsonEditor
          label={t("pushData")}
          hint={t("pushDataHint")}
          isObject
          value={draft.pushData}
          onValueChange={(pushData) => onChange({ ...draft, pushData })}
          minRows={3}
          maxRows={8}
        />
      ) : null}
    </div>
  );
}
