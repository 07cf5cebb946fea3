"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ErrorState } from "@/components/layout/error-state";
import { Button } from "@/components/ui/button";
import { CopyableId } from "@/components/ui/copyable-id";
import { ErrorBanner } from "@/components/ui/error-banner";
import { Progress } from "@/components/ui/progress";
import { useStopJob } from "@/lib/queries/conversations/mutations";
import { jobQueryOptions } from "@/lib/queries/operations/queries";
import { jobCounts } from "./job-counts";

/** A running change over many: how far it is, stop, and what did not work. */
export function JobProgress({ jobId }: { jobId: string }) {
  const t = useTranslations("conversations.bulk");
  const job = useQuery(jobQueryOptions(jobId));
  const stop = useStopJob();
  if (job.error) return <ErrorState error={job.error} onRetry={() => void job.refetch()} isCompact />;
  const { data } = job;
  const label = data ? t(`states.${data.state}`) : t("states.running");
  const counts = data && jobCounts(data);
  const done = data?.done ?? 0;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-center gap-3">
        <div className="min-w-0 flex-1" aria-live="polite">
          <div className="mb-1 flex justify-between gap-2 text-sm">
            <span className="font-medium">{label}</span>
            <span className="text-muted">{t("progress", { done, total: data?.total ?? 0 })}</span>
          </div>
          <Progress value={done} max={Math.max(1, data?.total ?? 1)} label={label} />
        </div>
        {data?.state === "running" ? (
          <Button size="sm" isLoading={stop.isPending} onClick={() => stop.mutate({ id: jobId })}>
            {t("stop")}
          </Button>
        ) : null}
      </div>
      <ErrorBanner error={stop.error} />
      {counts && data.state !== "running" ? (
        <p>{t("result", { done: counts.changed, failed: counts.failed, left: counts.left })}</p>
      ) : null}
      {data && data.failures.length > 0 ? (
        <div>
          <h3 className="mb-1 text-sm">{t("failures", { count: data.failed })}</h3>
          <ul className="max-h-60 overflow-y-auto rounded-md border text-sm">
            {data.failures.map((failure) => (
              <li key={failure.target} className="flex gap-3 border-b px-2 py-1 last:border-b-0">
                <CopyableId id={failure.target} className="w-32 shrink-0" />
                <span className="min-w-0 text-muted [overflow-wrap:anywhere]">
                  {t(`why.${failure.code}`, { detail: failure.detail ?? "" })}
                </span>
              </li>
            ))}
          </ul>
          {data.failed > data.failures.length ? (
            <p className="mt-1 text-muted text-xs">
              {t("moreFailures", { shown: data.failures.length, rest: data.failed - data.failures.length })}
            </p>
          ) : null}
          <p className="mt-1 flex items-center gap-1 text-muted text-xs">
            {t("jobId")} <CopyableId id={jobId} />
          </p>
        </div>
      ) : null}
    </div>
  );
}
