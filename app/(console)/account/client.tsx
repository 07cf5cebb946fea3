"use client";

import { LogOut } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { OwnSessions } from "@/components/account/own-sessions";
import { PasswordForm } from "@/components/account/password-form";
import { PreferencesForm } from "@/components/account/preferences-form";
import { ProfileForm } from "@/components/account/profile-form";
import { SecondFactor } from "@/components/account/second-factor/second-factor";
import { PageBody } from "@/components/layout/page-body";
import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { signOut } from "@/lib/queries/session/mutations";

/** The operator's own account. */
export function AccountClient() {
  const t = useTranslations("account");
  const [isLeaving, setIsLeaving] = useState(false);
  const leave = async () => {
    setIsLeaving(true);
    try {
      await signOut();
      window.location.assign("/sign-in");
    } catch (error) {
      setIsLeaving(false);
      toast.error({ title: t("notSignedOut"), error });
    }
  };
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: t("title") }]}
        actions={
          <Button icon={<LogOut size={15} aria-hidden />} isLoading={isLeaving} onClick={() => void leave()}>
            {t("signOut")}
          </Button>
        }
      />
      <PageBody isNarrow>
        <Section title={t("profile.title")}>
          <ProfileForm />
        </Section>
        <Section title={t("preferences.title")} description={t("preferences.description")}>
          <PreferencesForm />
        </Section>
        <Section title={t("password.title")} description={t("password.description")}>
          <PasswordForm />
        </Section>
        <Section title={t("secondFactor.title")} description={t("secondFactor.description")}>
          <SecondFactor />
        </Section>
        <Section title={t("sessions.title")} description={t("sessions.description")}>
          <OwnSessions />
        </Section>
      </PageBody>
    </>
  );
}
