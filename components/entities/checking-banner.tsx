"use client";

import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { Spinner } from "@/components/ui/spinner";

/** Says that nobody knows yet whether a message was changed, and that this is being looked up. */
export function CheckingBanner() {
  const t = useTranslations("messages");
  return (
    <Banner tone="warn">
      <span className="flex items-center gap-2">
        <Spinner size={14} /> {t("checking")}
      </span>
    </Banner>
  );
}
