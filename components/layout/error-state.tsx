"use client";

import { RotateCw, ServerCrash } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { CopyableId } from "@/components/ui/copyable-id";
import { useErrorText } from "@/components/ui/use-error-text";
import { ApiError } from "@/lib/queries/api-error";

/** What failed, whose fault, retry, and the request id to quote. */
export function ErrorState({
  error,
  title,
  requestId,
  onRetry,
  isCompact = false,
}: {
  error: unknown;
  /** Where the error itself does not carry one. */
  requestId?: string;
  title?: string;
  onRetry?: () => void;
  isCompact?: boolean;
}) {
  const t = useTranslations("common");
  const errorText = useErrorText();
  const api = error instanceof ApiError ? error : null;
  const quoted = api?.requestId ?? requestId;
  const fault = api?.code === "offline" ? "connection" : (api?.fault ?? "parley");
  return (
    <div
      role="alert"
      className={
        isCompact
          ? "flex flex-col items-start gap-2 p-3"
          : "mx-auto flex max-w-md flex-col items-center gap-2 px-4 py-16 text-center"
      }
    >
      {isCompact ? null : (
        <div
          aria-hidden
          className="mb-1 flex size-10 items-center justify-center rounded-lg border border-danger-line bg-danger-soft text-danger-ink"
        >
          <ServerCrash size={18} />
        </div>
      )}
      <p className="font-semibold">{title ?? t("state.error")}</p>
      <p className="text-muted text-pretty">{errorText(error)}</p>
      <p className="flex flex-wrap items-center justify-center gap-x-3 gap-y-1 text-muted text-xs">
        <Badge tone={fault === "you" || fault === "connection" ? "warn" : "danger"}>
          {t(`state.fault.${fault}`)}
        </Badge>
        {quoted ? (
          <span className="inline-flex items-center gap-1">
            {t("state.requestId")} <CopyableId id={quoted} />
          </span>
        ) : null}
      </p>
      {onRetry ? (
        <Button
          className="mt-2"
          size={isCompact ? "sm" : "md"}
          icon={<RotateCw size={14} />}
          onClick={onRetry}
        >
          {t("actions.retry")}
        </Button>
      ) : null}
    </div>
  );
}
