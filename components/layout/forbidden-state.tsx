"use client";

import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Role } from "@/lib/contracts/session";
import { EmptyState } from "./empty-state";
import { useCurrentApp } from "./session-context";

/** No permission: who could do it, and as what one is signed in. */
export function ForbiddenState({ needs, role }: { needs?: Role; role?: Role }) {
  const t = useTranslations("common.state");
  const app = useCurrentApp();
  return (
    <EmptyState
      icon={<Lock size={18} />}
      title={t("forbidden")}
      description={t("forbiddenWho", { roles: needs ?? "none", role: role ?? app?.role ?? "none" })}
    />
  );
}
