"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { broadcastCheckQueryOptions } from "@/lib/queries/broadcasts/queries";
import { quotaOf } from "./outlook";

/** How many broadcasts to everyone are left today, where that is known. */
export function QuotaLine({ appId, conversationId }: { appId: string; conversationId: string }) {
  const t = useTranslations("broadcasts.quota");
  const { data } = useQuery(broadcastCheckQueryOptions(appId, conversationId));
  if (!data) return null;
  const quota = quotaOf(data.everyone);
  if (quota.state === "unknown" || quota.state === "unlimited")
    return <span>{t("sent", { sent: quota.sent })}</span>;
  return (
    <span className={quota.state === "none" ? "text-warn-ink" : undefined}>
      {t("of", { sent: quota.sent, limit: quota.limit })}
    </span>
  );
}
