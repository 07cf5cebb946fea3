"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import type { Operator } from "@/lib/contracts/operators";
import { useUpdateOperator } from "@/lib/queries/operators/mutations";
import { GrantsField } from "./grants-field";

/** Changes an operator's name and roles. */
export function EditOperatorDialog({ operator, onClose }: { operator: Operator; onClose: () => void }) {
  const t = useTranslations("operators.edit");
  const common = useTranslations("common.actions");
  const [name, setName] = useState(operator.name);
  const [grants, setGrants] = useState(operator.grants);
  const update = useUpdateOperator();
  const areGrantsChanged = JSON.stringify(grants) !== JSON.stringify(operator.grants);
  const submit = () => {
    const change = { name: name.trim(), ...(areGrantsChanged ? { grants } : {}) };
    update.mutate(
      { id: operator.id, change },
      {
        onSuccess: () => {
          toast.success({ title: t("saved") });
          onClose();
        },
      },
    );
  };

  return (
    <FormDialog
      title={t("title", { name: operator.name })}
      description={t("description")}
      confirmLabel={common("save")}
      isBusy={update.isPending}
      error={update.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={t("name")} isRequired>
        {(control) => (
          <Input
            {...control}
            required
            maxLength={80}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <GrantsField value={grants} onValueChange={setGrants} />
    </FormDialog>
  );
}
