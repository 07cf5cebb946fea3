"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSession } from "@/components/layout/session-context";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { useErrorText } from "@/components/ui/use-error-text";
import { useUpdateAccount } from "@/lib/queries/account/mutations";

/** The name others see in the audit, and the e-mail one signs in with. */
export function ProfileForm() {
  const t = useTranslations("account.profile");
  const router = useRouter();
  const { operator } = useSession();
  const [name, setName] = useState(operator.name);
  const update = useUpdateAccount();
  const errorText = useErrorText();
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
      <Field label={t("name")} error={update.error ? errorText(update.error) : undefined}>
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
      <div>
        <Button type="submit" variant="primary" disabled={!isChanged} isLoading={update.isPending}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}
