"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { SignedOperation } from "@/lib/protocol/signed-text";

const groups = [
  {
    id: "realtime",
    operations: ["login", "start", "invite", "kick", "block", "unblock", "client-block", "client-unblock"],
  },
  { id: "rest", operations: ["history"] },
  { id: "v1", operations: ["v1-open", "v1-join", "v1-invite", "v1-kick", "v1-history"] },
] as const satisfies readonly { id: string; operations: readonly SignedOperation[] }[];

/** Which operation is signed, with a line on what it is. */
export function OperationField({
  value,
  onValueChange,
}: {
  value: SignedOperation;
  onValueChange: (operation: SignedOperation) => void;
}) {
  const t = useTranslations("signatures");
  return (
    <Field label={t("form.operation")} hint={t(`operations.${value}.text`)}>
      {({ isInvalid: _isInvalid, ...control }) => (
        <Select
          {...control}
          className="w-full"
          value={value}
          onChange={(event) => {
            const all: readonly SignedOperation[] = groups.flatMap((group) => group.operations);
            const chosen = all.find((operation) => operation === event.target.value);
            if (chosen) onValueChange(chosen);
          }}
        >
          {groups.map((group) => (
            <optgroup key={group.id} label={t(`groups.${group.id}`)}>
              {group.operations.map((operation) => (
                <option key={operation} value={operation}>
                  {t(`operations.${operation}.name`)}
                </option>
              ))}
            </optgroup>
          ))}
        </Select>
      )}
    </Field>
  );
}
