"use client";

import { Compass } from "lucide-react";
import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "./empty-state";

/** An address that leads nowhere. */
export function NotFoundState() {
  const t = useTranslations("common.state");
  return (
    <EmptyState
      icon={<Compass size={18} />}
      title={t("notFound")}
      description={t("notFoundHint")}
      action={<ButtonLink href="/">{t("home")}</ButtonLink>}
    />
  );
}
