"use client";

import { useQuery } from "@tanstack/react-query";
import { EyeOff } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { EmptyState } from "@/components/layout/empty-state";
import { QueryBoundary } from "@/components/layout/query-boundary";
import { useApp } from "@/components/layout/session-context";
import { Bidi } from "@/components/ui/bidi";
import { Dialog } from "@/components/ui/dialog";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Timestamp } from "@/components/ui/timestamp";
import type { MessageTrace, TracedMessage } from "@/lib/contracts/traces";
import { messageTraceQueryOptions } from "@/lib/queries/messages/message-queries";
import { headlineOf } from "./delivery-headline";
import { DeliveryList } from "./delivery-list";

/** Acknowledgements come while one looks. */
const renewal = 5_000;

/** What became of a message: who got it on which sessions, who did not, and why. */
export function DeliveryDialog({
  appId,
  message,
  onClose,
}: {
  appId: string;
  message: TracedMessage;
  onClose: () => void;
}) {
  const t = useTranslations("delivery");
  const { capabilities } = useApp();
  const isKnown = capabilities.includes("traces");
  const query = useQuery({
    ...messageTraceQueryOptions(appId, message, null),
    enabled: isKnown,
    refetchInterval: renewal,
  });
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t("title")} size="lg">
      {isKnown ? (
        <QueryBoundary query={query} skeleton={<SkeletonRows rows={5} columns={2} />} isCompact>
          {(trace) => (
            <div className="flex flex-col gap-4">
              <Headline trace={trace} />
              <Accepted message={message} trace={trace} />
              <DeliveryList appId={appId} message={message} trace={trace} />
            </div>
          )}
        </QueryBoundary>
      ) : (
        <NotAvailable message={message} />
      )}
    </Dialog>
  );
}

function Headline({ trace }: { trace: MessageTrace }) {
  const t = useTranslations("delivery.headline");
  const locale = useLocale();
  return (
    <p className="font-medium text-pretty [overflow-wrap:anywhere]" data-headline="">
      {headlineOf(trace)
        .map(({ key, values }) => t(key, values))
        .join(locale.startsWith("zh") ? "" : " ")}
    </p>
  );
}

function Accepted({ message, trace }: { message: TracedMessage; trace: MessageTrace }) {
  const t = useTranslations("delivery.accepted");
  const { via, session } = trace;
  return (
    <p className="text-muted text-sm text-pretty">
      {t.rich(via ?? "unknown", {
        time: () => (
          <>
            <Timestamp value={message.timestamp} mode="date" />{" "}
            <Timestamp value={message.timestamp} mode="seconds" />
          </>
        ),
        sender: () => <Bidi className="font-medium text-ink">{message.from}</Bidi>,
      })}
      {session === null ? null : ` ${[session.userAgent, session.address].filter(Boolean).join(" · ")}`}
    </p>
  );
}

/** A hosted server tells one thing only. */
function NotAvailable({ message }: { message: TracedMessage }) {
  const t = useTranslations("delivery.notAvailable");
  return (
    <EmptyState
      icon={<EyeOff size={18} />}
      title={t("title")}
      description={
        <>
          <p>{t("text")}</p>
          <p className="mt-2 text-ink">
            {message.deliveredAt === null
              ? t("noReceipt")
              : t.rich("receipt", {
                  time: () => <Timestamp value={message.deliveredAt ?? 0} mode="dateTime" />,
                })}
          </p>
        </>
      }
    />
  );
}
