"use client";

import { useTranslations } from "next-intl";
import { Dialog } from "@/components/ui/dialog";
import { JsonView } from "@/components/ui/json-view";
import { Timestamp } from "@/components/ui/timestamp";
import type { Message } from "@/lib/contracts/messages";

/** A message exactly as the server keeps it, with the facts around it. */
export function RawDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  const t = useTranslations("messages.raw");
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t("title")} size="lg">
      <dl className="mb-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
        <Fact label={t("sent")}>
          <Timestamp value={message.timestamp} mode="dateTime" />{" "}
          <span className="text-faint">{message.timestamp}</span>
        </Fact>
        {message.patchTimestamp === null ? null : (
          <Fact label={t("changed")}>
            <Timestamp value={message.patchTimestamp} mode="dateTime" />
          </Fact>
        )}
        <Fact label={t("delivered")}>
          {message.deliveredAt === null ? (
            t("notDelivered")
          ) : (
            <Timestamp value={message.deliveredAt} mode="dateTime" />
          )}
        </Fact>
        {message.fromIp ? (
          <Fact label={t("ip")}>
            <span className="font-mono">{message.fromIp}</span>
          </Fact>
        ) : null}
      </dl>
      <h3 className="mb-1 text-sm">{t("body")}</h3>
      <JsonView value={body(message)} />
      <h3 className="mt-3 mb-1 text-sm">{t("record")}</h3>
      <JsonView value={message} />
    </Dialog>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

function body(message: Message): unknown {
  if (message.binary) return message.data;
  try {
    return JSON.parse(message.data);
  } catch {
    return message.data;
  }
}
