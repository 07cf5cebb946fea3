"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ClientLink } from "@/components/entities/client-link";
import { ErrorState } from "@/components/layout/error-state";
import { Button } from "@/components/ui/button";
import { Timestamp } from "@/components/ui/timestamp";
import { isApiError } from "@/lib/queries/api-error";
import { PanelSection } from "./panel-section";

/** Who is silenced or blocked; `until` is null for good. */
export interface Restricted {
  clientId: string;
  until: number | null;
}

/** One of a conversation's lists, with what takes someone off it. */
export function RestrictedList({
  appId,
  list,
  rows,
  isLoaded,
  error,
  onRetry,
  more,
  onLift,
  isBusy,
  children,
}: {
  appId: string;
  list: "silences" | "blocks";
  rows: Restricted[];
  isLoaded: boolean;
  error: unknown;
  onRetry: () => void;
  /** Null when everybody is shown. */
  more: { isLoading: boolean; onLoad: () => void } | null;
  /** Null where the role does not allow it. */
  onLift: ((row: Restricted) => void) | null;
  isBusy: boolean;
  children?: ReactNode;
}) {
  const t = useTranslations(`members.${list}`);
  const members = useTranslations("members");
  const common = useTranslations("common.actions");
  const isMissing = isApiError(error, "not_supported") || isApiError(error, "forbidden");
  return (
    <PanelSection title={t("title")} count={isLoaded ? `${rows.length}${more ? "+" : ""}` : undefined}>
      {error && isMissing ? <p className="text-muted text-sm">{t("unavailable")}</p> : null}
      {error && !isMissing ? <ErrorState error={error} onRetry={onRetry} isCompact /> : null}
      {rows.length > 0 ? (
        <ul className="flex flex-col" aria-label={t("title")}>
          {rows.map(({ clientId, until }) => (
            <li key={clientId} className="flex min-h-8 items-center gap-2">
              <ClientLink appId={appId} clientId={clientId} />
              {until === null ? null : (
                <span className="shrink-0 text-muted text-xs">
                  {members.rich("until", {
                    time: () => <Timestamp value={until} mode="short" />,
                  })}
                </span>
              )}
              <span className="grow" />
              {onLift ? (
                <Button
                  size="sm"
                  variant="ghost"
                  disabled={isBusy}
                  aria-label={t("liftFor", { name: clientId })}
                  onClick={() => onLift({ clientId, until })}
                >
                  {t("lift")}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {more ? (
        <Button size="sm" variant="ghost" isLoading={more.isLoading} onClick={more.onLoad}>
          {common("loadMore")}
        </Button>
      ) : null}
      {children}
    </PanelSection>
  );
}
