"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { QueryBoundary } from "@/components/layout/query-boundary";
import { SessionList } from "@/components/layout/session-list";
import { SkeletonRows } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { useErrorText } from "@/components/ui/use-error-text";
import { useEndAccountSession } from "@/lib/queries/account/mutations";
import { accountSessionsQueryOptions } from "@/lib/queries/account/queries";

/** The operator's own sessions. */
export function OwnSessions() {
  const t = useTranslations("account.sessions");
  const errorText = useErrorText();
  const sessions = useQuery(accountSessionsQueryOptions());
  const end = useEndAccountSession();
  return (
    <QueryBoundary query={sessions} skeleton={<SkeletonRows rows={2} columns={2} />} isCompact>
      {(data) => (
        <SessionList
          sessions={data.sessions}
          endingId={end.isPending ? end.variables.sessionId : null}
          onEnd={(sessionId) =>
            end.mutate(
              { sessionId },
              {
                onSuccess: () => toast.success({ title: t("ended") }),
                onError: (error) => toast.error({ title: t("notEnded"), description: errorText(error) }),
              },
            )
          }
        />
      )}
    </QueryBoundary>
  );
}
