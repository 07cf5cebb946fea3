"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSession } from "@/components/layout/session-context";
import { Button } from "@/components/ui/button";
import { ErrorBanner } from "@/components/ui/error-banner";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { useUpdateAccount } from "@/lib/queries/account/mutations";
import { fieldErrors } from "@/lib/queries/api-error";

/** The name others see in the audit, and the e-mail one signs in with. */
export function ProfileForm() {
  const t = useTranslations("account.profile");
  const router = useRouter();
  const { operator } = useSession();
  const [name, setName] = useState(operator.name);
  const update = useUpdateAccount();
  const fields = fieldErrors(update.error);
  const isChanged = name.trim() !== operator.name && name.trim() !== "";
  return (
    <form
      className="grid items-start gap-4 sm:grid-cols-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isChanged) return;
        update.mutate(
          { name: name.trim() },
          {
            onSuccess: () => {
              toast.success({ title: t("saved") });
              router.refresh();
            },
          },
        );
      }}
    >
      <Field label={t("name")} error={fields.name}>
        {(control) => (
          <Input
            {...control}
            value={name}
            maxLength={80}
            autoComplete="name"
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field label={t("email")} hint={t("emailHint")}>
        {(control) => <Input {...control} value={operator.email} readOnly disabled />}
      </Field>
      {fields.name ? null : <ErrorBanner error={update.error} className="sm:col-span-2" />}
      <div>
        <Button type="submit" variant="primary" disabled={!isChanged} isLoading={update.isPending}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}
