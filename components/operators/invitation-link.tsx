"use client";

import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { CopyButton } from "@/components/ui/copy-button";
import { Input } from "@/components/ui/input";

/** A link that is shown once, with what it does. */
export function InvitationLink({ url, email }: { url: string; email: string }) {
  const t = useTranslations("operators.link");
  return (
    <div className="flex flex-col gap-3">
      <Banner tone="ok">{t("ready", { email })}</Banner>
      <div className="flex items-center gap-2">
        <Input
          aria-label={t("label")}
          readOnly
          value={url}
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton text={url} label={t("copy")} className="size-8 border border-line-strong" />
      </div>
      <p className="text-muted text-sm">{t("once")}</p>
    </div>
  );
}
