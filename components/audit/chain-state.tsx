"use client";

import { useQuery } from "@tanstack/react-query";
import { ShieldAlert, ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { Spinner } from "@/components/ui/spinner";
import { Timestamp } from "@/components/ui/timestamp";
import { auditChainQueryOptions } from "@/lib/queries/audit/queries";

/** In the status line: whether the chain of rows is intact, and up to which row that was checked. */
export function ChainState() {
  const t = useTranslations("audit.chain");
  const { data, isError, isFetching } = useQuery(auditChainQueryOptions());
  if (!data) {
    return isError ? (
      <span className="text-warn-ink">{t("unchecked")}</span>
    ) : (
      <span className="flex items-center gap-1.5">
        <Spinner size={12} /> {t("checking")}
      </span>
    );
  }
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      {data.intact ? (
        <ShieldCheck size={14} aria-hidden className="shrink-0 text-ok-ink" />
      ) : (
        <ShieldAlert size={14} aria-hidden className="shrink-0 text-danger-ink" />
      )}
      <span className="truncate">
        {data.intact ? t("intact", { row: data.verifiedSeq }) : t("broken", { row: data.brokenAt ?? 0 })}
        {" · "}
        <Timestamp value={data.verifiedAt} mode="seconds" />
      </span>
      {isFetching ? <Spinner size={12} /> : null}
    </span>
  );
}

/** Above the rows, only when the chain does not hold. */
export function ChainAlarm() {
  const t = useTranslations("audit.chain");
  const { data } = useQuery(auditChainQueryOptions());
  if (!data || data.intact) return null;
  return (
    <Banner tone="danger" title={t("alarmTitle")} className="m-3 mb-0">
      {t("alarm", { row: data.brokenAt ?? 0, verified: data.verifiedSeq })}
    </Banner>
  );
}
