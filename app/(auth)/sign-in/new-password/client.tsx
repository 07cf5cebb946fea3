"use client";

import { useTranslations } from "next-intl";
import { changePassword } from "@/lib/queries/account/mutations";
import { NewPasswordForm } from "../../new-password-form";

/** The first sign-in: the one-time password is replaced before anything else can be done. */
export function ForcedPasswordClient({ email }: { email: string }) {
  const t = useTranslations("auth.newPassword");
  return (
    <div className="flex flex-col gap-4">
      <div>
        <h1 className="text-lg">{t("title")}</h1>
        <p className="mt-1 text-muted text-sm">{t("why", { email })}</p>
      </div>
      <NewPasswordForm
        email={email}
        hasCurrent
        submitLabel={t("submit")}
        onSubmit={async ({ current, next }) => {
          await changePassword({ current, next });
          window.location.assign("/");
        }}
      />
    </div>
  );
}
