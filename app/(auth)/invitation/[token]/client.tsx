"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Delayed } from "@/components/layout/delayed";
import { ErrorState } from "@/components/layout/error-state";
import { ButtonLink } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { isApiError } from "@/lib/queries/api-error";
import { acceptInvitation } from "@/lib/queries/operators/mutations";
import { invitationQueryOptions } from "@/lib/queries/operators/queries";
import { signIn } from "@/lib/queries/session/mutations";
import { CodeForm } from "../../code-form";
import { NewPasswordForm } from "../../new-password-form";

/** An invited person chooses a password and is signed in. */
export function InvitationClient({ token }: { token: string }) {
  const t = useTranslations("auth.invitation");
  const invitation = useQuery(invitationQueryOptions(token));
  // With a new password comes no way past the second factor.
  const [password, setPassword] = useState<string | null>(null);
  if (password !== null && invitation.data) {
    return <CodeForm email={invitation.data.email} password={password} next="/" />;
  }
  if (invitation.isPending) {
    return (
      <Delayed className="flex flex-col gap-4">
        <Skeleton className="h-6 w-1/2" />
        <Skeleton className="h-8 w-full" />
        <Skeleton className="h-8 w-full" />
      </Delayed>
    );
  }
  // A link that was cut or mistyped on its way does not even look like one.
  if (isApiError(invitation.error, "not_found") || isApiError(invitation.error, "bad_request")) {
    return (
      <div className="flex flex-col items-start gap-3">
        <h1 className="text-lg">{t("usedTitle")}</h1>
        <p className="text-muted">{t("used")}</p>
        <ButtonLink href="/sign-in">{t("toSignIn")}</ButtonLink>
      </div>
    );
  }
  if (!invitation.data)
    return <ErrorState error={invitation.error} onRetry={() => void invitation.refetch()} isCompact />;
  const { email, name } = invitation.data;
  return (
    <div className="flex flex-col gap-4">
      <div>
        <h1 className="text-lg">{t("welcome", { name })}</h1>
        <p className="mt-1 text-muted text-sm [overflow-wrap:anywhere]">{t("why", { email })}</p>
      </div>
      <NewPasswordForm
        email={email}
        hasCurrent={false}
        submitLabel={t("submit")}
        explain={(error) => (isApiError(error, "not_found") ? t("used") : null)}
        onSubmit={async ({ next }) => {
          await acceptInvitation(token, next);
          const result = await signIn({ email, password: next });
          if (!result.ok && result.reason === "code_required") setPassword(next);
          else window.location.assign("/");
        }}
      />
    </div>
  );
}
