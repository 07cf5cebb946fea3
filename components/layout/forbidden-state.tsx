"use client";

import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Role } from "@/lib/contracts/session";
import { EmptyState } from "./empty-state";
import { useCurrentApp } from "./session-context";

/** No permission: who could do it, and as what one is signed in. */
export function ForbiddenState({ needs, role }: { needs?: Role | "everywhere"; role?: Role }) {
  const t = useTranslations("common.state");
  const app = useCurrentApp();
  const held = role ?? app?.role ?? "none";
  // An admin of some apps is not refused for want of that role.
  const shown = needs === "everywhere" && held === "admin" ? "some" : held;
  return (
    <EmptyState
      icon={<Lock size={18} />}
      title={t("forbidden")}
      description={t("forbiddenWho", { roles: needs ?? "none", role: shown })}
    />
  );
}
