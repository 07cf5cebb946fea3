import { queryOptions } from "@tanstack/react-query";
import type { Operator, OperatorSession } from "@/lib/contracts/operators";
import { apiGet } from "../http";
import { operatorKeys } from "./keys";

/** Everyone who may use the console. */
export function operatorsQueryOptions() {
  return queryOptions({
    queryKey: operatorKeys.list(),
    queryFn: ({ signal }) => apiGet<{ operators: Operator[] }>("/api/operators", { signal }),
  });
}

/** Where an operator is signed in. */
export function operatorSessionsQueryOptions(id: string) {
  return queryOptions({
    queryKey: operatorKeys.sessions(id),
    queryFn: ({ signal }) =>
      apiGet<{ sessions: OperatorSession[] }>(`/api/operators/${encodeURIComponent(id)}/sessions`, {
        signal,
      }),
  });
}

/** Whom an invitation is for; `not_found` when it was used or is older than 72 hours. */
export function invitationQueryOptions(token: string) {
  return queryOptions({
    queryKey: operatorKeys.invitation(token),
    queryFn: ({ signal }) =>
      apiGet<{ email: string; name: string }>(`/api/invitations/${encodeURIComponent(token)}`, { signal }),
    retry: false,
    refetchOnWindowFocus: false,
  });
}
