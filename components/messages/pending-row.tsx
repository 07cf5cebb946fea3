"use client";

import { AlertTriangle, Check, Clock } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo, useMemo } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { ErrorNote } from "@/components/ui/error-note";
import { Spinner } from "@/components/ui/spinner";
import { useErrorText } from "@/components/ui/use-error-text";
import { ApiError } from "@/lib/queries/api-error";
import type { OutboxError, OutboxItem } from "@/lib/queries/messages/outbox";
import { MessageBody } from "./message-body";
import { SenderName } from "./message-row";
import { payloadFromData } from "./payload-from-data";

/** A message on its way: sending, being checked, failed with a retry, or sent and not in the history yet. */
export const PendingRow = memo(function PendingRow({
  appId,
  item,
  isGroupStart,
  onRetry,
  onDiscard,
}: {
  appId: string;
  item: OutboxItem;
  isGroupStart: boolean;
  onRetry: (item: OutboxItem) => void;
  onDiscard: (item: OutboxItem) => void;
}) {
  const payload = useMemo(() => payloadFromData(item.body.data), [item.body.data]);
  return (
    <div
      className={cn(
        "flex gap-3 px-4 max-md:gap-2 max-md:px-2",
        isGroupStart ? "pt-2.5 pb-0.5" : "py-0.5",
        item.state === "failed" && "bg-danger-soft/60",
      )}
    >
      <div className="w-8 shrink-0 max-md:w-7">
        {isGroupStart ? <Avatar id={item.body.from} size={32} /> : null}
      </div>
      <div className="min-w-0 flex-1">
        {isGroupStart ? <SenderName appId={appId} clientId={item.body.from} /> : null}
        <div className={cn(item.state !== "sent" && "opacity-70")}>
          <MessageBody payload={payload} />
        </div>
        <PendingState item={item} onRetry={onRetry} onDiscard={onDiscard} />
      </div>
    </div>
  );
});

function PendingState({
  item,
  onRetry,
  onDiscard,
}: {
  item: OutboxItem;
  onRetry: (item: OutboxItem) => void;
  onDiscard: (item: OutboxItem) => void;
}) {
  const t = useTranslations("messages.pending");
  if (item.state === "failed") {
    return (
      <div role="alert" className="flex flex-wrap items-center gap-x-2 gap-y-1 py-1 text-sm">
        <AlertTriangle size={14} aria-hidden className="text-danger-ink" />
        <FailureText error={item.error} />
        <Button size="sm" onClick={() => onRetry(item)}>
          {item.error?.mayHaveArrived ? t("checkAndRetry") : t("retry")}
        </Button>
        <Button size="sm" variant="ghost" onClick={() => onDiscard(item)}>
          {t("discard")}
        </Button>
        <ErrorNote error={item.error && toApiError(item.error)} className="w-full pl-5.5" />
      </div>
    );
  }
  const isTransient = item.body.transient === true;
  return (
    <p role="status" className="flex items-center gap-1.5 text-muted text-xs">
      {item.state === "sending" ? <Clock size={12} aria-hidden /> : null}
      {item.state === "unknown" ? <Spinner size={12} /> : null}
      {item.state === "sent" ? <Check size={12} aria-hidden className="text-ok-ink" /> : null}
      {item.state === "sent" && isTransient ? t("sentTransient") : t(item.state)}
      {item.state === "sent" && isTransient ? (
        <button
          type="button"
          onClick={() => onDiscard(item)}
          className="rounded-sm text-accent-ink hover:underline"
        >
          {t("hide")}
        </button>
      ) : null}
    </p>
  );
}

function FailureText({ error }: { error: OutboxError | null }) {
  const t = useTranslations("messages.pending");
  const errorText = useErrorText();
  if (!error) return <span className="text-danger-ink">{t("failed")}</span>;
  const why = error.code === "interrupted" ? t("interrupted") : errorText(toApiError(error));
  return (
    <span className="max-w-[calc(100%-1.5rem)] text-danger-ink">
      {error.mayHaveArrived || error.code === "unknowable" ? t("notConfirmed") : t("failed")} {why}
    </span>
  );
}

function toApiError({ code, message, details, fault = "server", requestId }: OutboxError): ApiError {
  const more = isDetails(details) ? details : undefined;
  return new ApiError({ code, message, status: 0, fault, requestId, details: more });
}

function isDetails(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
