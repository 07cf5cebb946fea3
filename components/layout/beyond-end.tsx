"use client";

import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "./empty-state";

/** A page by address of which the list has no rows, or none any more: said so, with a way back. */
export function BeyondEnd({ page, firstHref }: { page: number; firstHref: string }) {
  const t = useTranslations("common");
  return (
    <EmptyState
      title={t("state.beyondEnd", { page })}
      description={t("state.beyondEndHint")}
      action={<ButtonLink href={firstHref}>{t("actions.first")}</ButtonLink>}
    />
  );
}
