"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { QueryBoundary } from "@/components/layout/query-boundary";
import { SessionList } from "@/components/layout/session-list";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorBanner } from "@/components/ui/error-banner";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { Operator } from "@/lib/contracts/operators";
import { useEndOperatorSession } from "@/lib/queries/operators/mutations";
import { operatorSessionsQueryOptions } from "@/lib/queries/operators/queries";

/** Where an operator is signed in, with a way to end one or all. */
export function OperatorSessionsDialog({ operator, onClose }: { operator: Operator; onClose: () => void }) {
  const t = useTranslations("operators.sessions");
  const sessions = useQuery(operatorSessionsQueryOptions(operator.id));
  const end = useEndOperatorSession();
  const others = sessions.data?.sessions.filter((session) => !session.isCurrent) ?? [];
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("title", { name: operator.name })}
      footer={
        others.length > 1 ? (
          <Button
            variant="danger"
            isLoading={end.isPending && end.variables.sessionId === undefined}
            onClick={() => end.mutate({ id: operator.id })}
          >
            {t("endAll", { count: others.length })}
          </Button>
        ) : undefined
      }
    >
      <ErrorBanner error={end.error} className="mb-3" />
      <QueryBoundary query={sessions} skeleton={<SkeletonRows rows={2} columns={2} />} isCompact>
        {(data) =>
          data.sessions.length === 0 ? (
            <p className="py-4 text-muted">{t("none")}</p>
          ) : (
            <SessionList
              sessions={data.sessions}
              endingId={end.isPending ? (end.variables.sessionId ?? null) : null}
              onEnd={(sessionId) => end.mutate({ id: operator.id, sessionId })}
            />
          )
        }
      </QueryBoundary>
    </Dialog>
  );
}
