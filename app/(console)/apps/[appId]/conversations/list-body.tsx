import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Delayed } from "@/components/layout/delayed";
import { ErrorState } from "@/components/layout/error-state";
import { ForbiddenState } from "@/components/layout/forbidden-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { ConversationList } from "@/lib/contracts/conversations";
import { isApiError } from "@/lib/queries/api-error";

/** The states of the list: loading, refused, failed, nothing yet, nothing that matches, rows. */
export function ListBody({
  query,
  data,
  isFiltered,
  noMatch,
  empty,
  children,
}: {
  query: Pick<UseQueryResult<ConversationList>, "error" | "refetch">;
  /** What to show: the answer, or the last good one while the filters are refused. */
  data: ConversationList | undefined;
  isFiltered: boolean;
  noMatch: ReactNode;
  empty: ReactNode;
  children: () => ReactNode;
}) {
  if (data !== undefined) {
    if (data.conversations.length > 0) return children();
    return isFiltered ? noMatch : empty;
  }
  if (isApiError(query.error, "forbidden")) return <ForbiddenState />;
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <Delayed>
      <SkeletonRows rows={16} columns={4} />
    </Delayed>
  );
}
