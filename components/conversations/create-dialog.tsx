"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ClientIdsField } from "@/components/entities/client-ids-field";
import { conversationHref } from "@/components/entities/hrefs";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import { JsonEditor } from "@/components/ui/json-editor";
import { parseJson } from "@/components/ui/parse-json";
import { RadioGroup } from "@/components/ui/radio-group";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toast";
import { useCreateConversation } from "@/lib/queries/conversations/mutations";
import { useIntent } from "@/lib/queries/operations/use-intent";
import { mergeClientIds } from "@/lib/text/parse-client-ids";

const kinds = ["normal", "chatroom", "service"] as const;
type NewKind = (typeof kinds)[number];
const maxMembers = 500;

/** A new conversation: its kind first, then only the fields that kind has. */
export function CreateDialog({
  appId,
  allowed,
  kind: wantedKind = "all",
  members: firstMembers = [],
  onClose,
  onOpen,
}: {
  appId: string;
  allowed: { normal: boolean; service: boolean };
  /** What is looked at, and so likely to be wanted. */
  kind?: NewKind | "all";
  members?: string[];
  onClose: () => void;
  onOpen: (href: string) => void;
}) {
  const t = useTranslations("conversations.create");
  const create = useCreateConversation(appId);
  const intend = useIntent();
  const [kind, setKind] = useState(() => firstKind(wantedKind, allowed));
  const [name, setName] = useState("");
  const [creator, setCreator] = useState("");
  const [members, setMembers] = useState(firstMembers);
  const [typed, setTyped] = useState("");
  const [isUnique, setUnique] = useState(true);
  const [attributes, setAttributes] = useState("");
  const parsed =
    attributes.trim() === "" ? { ok: true, value: {} } : parseJson(attributes, { isObject: true });
  const hasMembers = kind === "normal";
  const everyone = mergeClientIds(members, typed);
  const isOpening = hasMembers && isUnique && everyone.ids.length > 0;
  const areMembersReady = !hasMembers || (everyone.ids.length <= maxMembers && everyone.tooLong.length === 0);
  const isReady = parsed.ok && areMembersReady && (kind !== "service" || name.trim() !== "");

  const submit = () => {
    const input = {
      kind,
      name: name.trim() || undefined,
      creator: creator.trim() || undefined,
      members: hasMembers ? everyone.ids : [],
      unique: isOpening,
      attributes: toObject(parsed.ok ? parsed.value : {}),
    };
    void intend((operationId) => create.mutateAsync({ ...input, operationId })).then(
      ({ result }) => {
        if (!result) return onClose();
        toast.success({ title: result.existing ? t("existing") : t("created") });
        onOpen(conversationHref(appId, result.conversation.id));
      },
      // The dialog shows create.error.
      () => undefined,
    );
  };

  return (
    <FormDialog
      title={t("title")}
      confirmLabel={isOpening ? t("openOrCreate") : t("confirm")}
      isReady={isReady}
      isBusy={create.isPending}
      error={create.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <RadioGroup
        name="kind"
        label={t("kind")}
        value={kind}
        onValueChange={setKind}
        options={kinds.map((value) => ({
          value,
          label: t(`kinds.${value}.label`),
          description:
            value === "service" && !allowed.service ? t("serviceForbidden") : t(`kinds.${value}.description`),
          isDisabled: value === "service" ? !allowed.service : !allowed.normal,
        }))}
      />
      <Field label={t("name")} isRequired={kind === "service"}>
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
      {hasMembers ? (
        <>
          <ClientIdsField
            label={t("members")}
            hint={t("membersHint")}
            value={members}
            onValueChange={setMembers}
            onLeftoverChange={setTyped}
            limit={maxMembers}
          />
          <Switch
            label={t("unique")}
            description={t("uniqueHint")}
            isChecked={isUnique}
            onCheckedChange={setUnique}
          />
        </>
      ) : null}
      {kind === "service" ? null : (
        <Field label={t("creator")} hint={t("creatorHint")}>
          {(control) => (
            <Input
              {...control}
              value={creator}
              maxLength={64}
              spellCheck={false}
              onChange={(event) => setCreator(event.target.value)}
            />
          )}
        </Field>
      )}
      <JsonEditor
        label={t("attributes")}
        hint={t("attributesHint")}
        isObject
        value={attributes}
        onValueChange={setAttributes}
        minRows={2}
        maxRows={10}
      />
    </FormDialog>
  );
}

function toObject(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function firstKind(wanted: NewKind | "all", allowed: { normal: boolean; service: boolean }): NewKind {
  const isAllowed = wanted === "service" ? allowed.service : allowed.normal;
  if (isAllowed && wanted !== "all") return wanted;
  return allowed.normal ? "normal" : "service";
}
