"use client";

import { Monitor, Smartphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Timestamp } from "@/components/ui/timestamp";
import type { OperatorSession } from "@/lib/contracts/operators";
import { describeBrowser } from "./describe-browser";

/** Where someone is signed in, each with a way to end it. */
export function SessionList({
  sessions,
  endingId,
  onEnd,
}: {
  sessions: readonly OperatorSession[];
  /** The session that is being ended. */
  endingId: string | null;
  onEnd: (sessionId: string) => void;
}) {
  const t = useTranslations("account.sessions");
  return (
    <ul className="w-full divide-y rounded-lg border">
      {sessions.map((session) => {
        const { browser, system, isPhone } = describeBrowser(session.userAgent);
        const Icon = isPhone ? Smartphone : Monitor;
        const name = [browser, system].filter(Boolean).join(" · ") || t("unknownDevice");
        return (
          <li key={session.id} className="flex items-center gap-3 px-3 py-2.5">
            <Icon size={18} aria-hidden className="shrink-0 text-muted" />
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-2 font-medium">
                {name}
                {session.isCurrent ? <Badge tone="ok">{t("current")}</Badge> : null}
              </p>
              <p className="text-muted text-sm">
                {session.ip ?? t("unknownAddress")} · {t("lastSeen")}{" "}
                <Timestamp value={session.lastSeenAt} mode="relative" />
                {" · "}
                {t("since")} <Timestamp value={session.createdAt} mode="short" />
              </p>
            </div>
            {session.isCurrent ? null : (
              <Button
                size="sm"
                isLoading={endingId === session.id}
                aria-label={t("endNamed", { name })}
                onClick={() => onEnd(session.id)}
              >
                {t("end")}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
