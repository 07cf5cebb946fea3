"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { SkeletonRows } from "@/components/ui/skeleton";
import { isApiError } from "@/lib/queries/api-error";
import { Delayed } from "./delayed";
import { ErrorState } from "./error-state";
import { ForbiddenState } from "./forbidden-state";

/**
 * The states of one query: a skeleton after 150 ms, the error with retry, "no permission", else the data. Data that
 * is already there stays on the screen when a renewal fails; the shell's banner says that it may be old.
 */
export function QueryBoundary<Data>({
  query,
  skeleton,
  isCompact = false,
  children,
}: {
  query: Pick<UseQueryResult<Data>, "data" | "error" | "refetch" | "isPending">;
  skeleton?: ReactNode;
  isCompact?: boolean;
  children: (data: Data) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (isApiError(query.error, "forbidden")) return <ForbiddenState />;
  if (query.error) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} isCompact={isCompact} />;
  }
  return <Delayed>{skeleton ?? <SkeletonRows />}</Delayed>;
}
