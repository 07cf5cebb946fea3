"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { QueryBoundary } from "@/components/layout/query-boundary";
import { SessionList } from "@/components/layout/session-list";
import { Button } from "@/components/ui/button";
import { SkeletonRows } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { useEndAccountSession, useEndOtherSessions } from "@/lib/queries/account/mutations";
import { accountSessionsQueryOptions } from "@/lib/queries/account/queries";

/** The operator's own sessions. */
export function OwnSessions() {
  const t = useTranslations("account.sessions");
  const sessions = useQuery(accountSessionsQueryOptions());
  const end = useEndAccountSession();
  const endOthers = useEndOtherSessions();
  const say = {
    onSuccess: () => toast.success({ title: t("ended") }),
    onError: (error: unknown) => toast.error({ title: t("notEnded"), error }),
  };
  return (
    <QueryBoundary query={sessions} skeleton={<SkeletonRows rows={2} columns={2} />} isCompact>
      {(data) => (
        <div className="flex flex-col items-start gap-3">
          <SessionList
            sessions={data.sessions}
            endingId={end.isPending ? end.variables.sessionId : null}
            onEnd={(sessionId) => end.mutate({ sessionId }, say)}
          />
          {data.sessions.length > 1 ? (
            <Button isLoading={endOthers.isPending} onClick={() => endOthers.mutate(undefined, say)}>
              {t("endOthers")}
            </Button>
          ) : null}
        </div>
      )}
    </QueryBoundary>
  );
}
