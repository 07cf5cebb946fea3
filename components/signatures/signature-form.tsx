"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { ClientIdsField } from "@/components/entities/client-ids-field";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { signedShapes } from "@/lib/protocol/signed-text";
import { OperationField } from "./operation-field";
import { newNonce, problemsOf, type SignatureDraft } from "./signature-draft";

/** What a client asks for, as far as it is signed, and the signature it came with. */
export function SignatureForm({
  value,
  onValueChange,
  signature,
  onSignatureChange,
  isBusy,
  onSubmit,
}: {
  value: SignatureDraft;
  onValueChange: (change: Partial<SignatureDraft>) => void;
  signature: string;
  onSignatureChange: (signature: string) => void;
  isBusy: boolean;
  onSubmit: () => void;
}) {
  const t = useTranslations("signatures.form");
  const [leftover, setLeftover] = useState("");
  const [isTried, setTried] = useState(false);
  const shape = signedShapes[value.operation];
  const isV1 = value.operation.startsWith("v1-");
  const isGroup = isV1 && value.operation !== "v1-history";
  const problems = problemsOf(value, leftover);
  const errorOf = (field: keyof SignatureDraft) => {
    const problem = isTried ? problems[field] : undefined;
    return problem && t(problem);
  };
  return (
    <form
      aria-label={t("label")}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (Object.keys(problems).length === 0) onSubmit();
      }}
    >
      <OperationField value={value.operation} onValueChange={(operation) => onValueChange({ operation })} />
      <Field label={t("clientId")} error={errorOf("clientId")} isRequired>
        {(control) => (
          <Input
            {...control}
            value={value.clientId}
            maxLength={64}
            spellCheck={false}
            autoCapitalize="none"
            onChange={(event) => onValueChange({ clientId: event.target.value })}
          />
        )}
      </Field>
      {shape.conversation === "none" ? null : (
        <Field
          label={t(isGroup ? "groupId" : "conversationId")}
          hint={shape.conversation === "optional" ? t("groupIdHint") : undefined}
          error={errorOf("conversationId")}
          isRequired={shape.conversation === "needed"}
        >
          {(control) => (
            <Input
              {...control}
              value={value.conversationId}
              maxLength={128}
              spellCheck={false}
              autoCapitalize="none"
              onChange={(event) => onValueChange({ conversationId: event.target.value })}
            />
          )}
        </Field>
      )}
      {shape.members === "none" ? null : (
        <div className="flex flex-col gap-1">
          <ClientIdsField
            label={t(value.operation === "v1-open" ? "watched" : "members")}
            hint={t(value.operation === "v1-open" ? "watchedHint" : "membersHint")}
            value={value.members}
            limit={500}
            isRequired={shape.members === "needed"}
            onValueChange={(members) => onValueChange({ members })}
            onLeftoverChange={setLeftover}
          />
          {errorOf("members") ? (
            <p role="alert" className="text-danger-ink text-xs">
              {errorOf("members")}
            </p>
          ) : null}
        </div>
      )}
      {value.operation === "v1-open" ? (
        <Checkbox
          label={t("isSuper")}
          checked={value.isSuper}
          onChange={(event) => onValueChange({ isSuper: event.target.checked })}
        />
      ) : null}
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field label={t("timestamp")} hint={t("timestampHint")} error={errorOf("timestamp")} isRequired>
          {(control) => (
            <WithButton label={t("now")} onPress={() => onValueChange({ timestamp: String(Date.now()) })}>
              <Input
                {...control}
                inputMode="numeric"
                maxLength={16}
                value={value.timestamp}
                onChange={(event) => onValueChange({ timestamp: event.target.value })}
              />
            </WithButton>
          )}
        </Field>
        <Field label={t("nonce")} error={errorOf("nonce")} isRequired>
          {(control) => (
            <WithButton label={t("generate")} onPress={() => onValueChange({ nonce: newNonce() })}>
              <Input
                {...control}
                maxLength={200}
                spellCheck={false}
                autoCapitalize="none"
                value={value.nonce}
                onChange={(event) => onValueChange({ nonce: event.target.value })}
              />
            </WithButton>
          )}
        </Field>
      </div>
      <Field label={t("signature")} hint={t("signatureHint")}>
        {(control) => (
          <Textarea
            {...control}
            isMono
            minRows={1}
            maxRows={4}
            maxLength={500}
            spellCheck={false}
            autoCapitalize="none"
            autoComplete="off"
            value={signature}
            onChange={(event) => onSignatureChange(event.target.value)}
          />
        )}
      </Field>
      <div>
        <Button type="submit" variant="primary" isLoading={isBusy}>
          {t("submit")}
        </Button>
      </div>
    </form>
  );
}

function WithButton({
  label,
  onPress,
  children,
}: {
  label: string;
  onPress: () => void;
  children: ReactNode;
}) {
  return (
    <div className="flex gap-2">
      <div className="min-w-0 flex-1">{children}</div>
      <Button onClick={onPress}>{label}</Button>
    </div>
  );
}
