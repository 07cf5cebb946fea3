"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button";

/** The session has ended: the way back to this place. */
export function SignedOutBanner() {
  const t = useTranslations("common");
  const pathname = usePathname();
  const search = useSearchParams().toString();
  const next = search ? `${pathname}?${search}` : pathname;
  return (
    <Banner
      tone="warn"
      className="rounded-none border-x-0 border-t-0"
      action={
        <ButtonLink size="sm" href={`/sign-in?next=${encodeURIComponent(next)}`}>
          {t("actions.signIn")}
        </ButtonLink>
      }
    >
      {t("errors.unauthenticated")}
    </Banner>
  );
}
