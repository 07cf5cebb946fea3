"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorBanner } from "@/components/ui/error-banner";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Grant } from "@/lib/contracts/operators";
import { fieldErrors } from "@/lib/queries/api-error";
import { useInviteOperator } from "@/lib/queries/operators/mutations";
import { everyApp, GrantsField } from "./grants-field";
import { InvitationLink } from "./invitation-link";

/** Invites someone by a link that works once within 72 hours. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("operators.invite");
  const common = useTranslations("common.actions");
  const input = useTranslations("common.input");
  const [email, setEmail] = useState("");
  const [name, setName] = useState("");
  const [grants, setGrants] = useState<Grant[]>([{ appId: everyApp, role: "agent" }]);
  const invite = useInviteOperator();
  const form = useId();
  const fields = fieldErrors(invite.error);
  const done = invite.data?.result;

  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && !invite.isPending && onClose()}
      title={t("title")}
      description={done ? undefined : t("description")}
      footer={
        done ? (
          <Button variant="primary" onClick={onClose}>
            {t("done")}
          </Button>
        ) : (
          <>
            <Button onClick={onClose} disabled={invite.isPending}>
              {common("cancel")}
            </Button>
            <Button type="submit" form={form} variant="primary" isLoading={invite.isPending}>
              {t("submit")}
            </Button>
          </>
        )
      }
    >
      {done ? (
        <InvitationLink url={done.invitationUrl} email={done.operator.email} />
      ) : (
        <form
          id={form}
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            invite.mutate({ email: email.trim(), name: name.trim(), grants });
          }}
        >
          {Object.keys(fields).length === 0 ? <ErrorBanner error={invite.error} /> : null}
          <Field label={t("email")} isRequired error={fields.email ? t("badEmail") : undefined}>
            {(control) => (
              <Input
                {...control}
                type="email"
                required
                maxLength={254}
                value={email}
                onChange={(event) => setEmail(event.target.value)}
              />
            )}
          </Field>
          <Field
            label={t("name")}
            isRequired
            hint={t("nameHint")}
            error={fields.name ? input("required") : undefined}
          >
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
      )}
    </Dialog>
  );
}
