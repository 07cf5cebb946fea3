"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { useErrorText } from "@/components/ui/use-error-text";
import type { Operator } from "@/lib/contracts/operators";
import { useUpdateOperator } from "@/lib/queries/operators/mutations";
import { GrantsField } from "./grants-field";

/** Changes an operator's name and roles. */
export function EditOperatorDialog({ operator, onClose }: { operator: Operator; onClose: () => void }) {
  const t = useTranslations("operators.edit");
  const common = useTranslations("common.actions");
  const errorText = useErrorText();
  const [name, setName] = useState(operator.name);
  const [grants, setGrants] = useState(operator.grants);
  const update = useUpdateOperator();
  const form = useId();
  const areGrantsChanged = JSON.stringify(grants) !== JSON.stringify(operator.grants);

  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && !update.isPending && onClose()}
      title={t("title", { name: operator.name })}
      description={t("description")}
      footer={
        <>
          <Button onClick={onClose} disabled={update.isPending}>
            {common("cancel")}
          </Button>
          <Button type="submit" form={form} variant="primary" isLoading={update.isPending}>
            {common("save")}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
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
        }}
      >
        {update.error ? <Banner tone="danger">{errorText(update.error)}</Banner> : null}
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
      </form>
    </Dialog>
  );
}
