import { queryOptions } from "@tanstack/react-query";
import type { OperatorSession } from "@/lib/contracts/operators";
import type { SecondFactor } from "@/lib/contracts/second-factor";
import { apiGet } from "../http";
import { accountKeys } from "./keys";

/** Whether the operator's sign-in takes a code. */
export function secondFactorQueryOptions() {
  return queryOptions({
    queryKey: accountKeys.secondFactor(),
    queryFn: ({ signal }) => apiGet<SecondFactor>("/api/account/second-factor", { signal }),
  });
}

/** Where the operator is signed in, the current browser marked. */
export function accountSessionsQueryOptions() {
  return queryOptions({
    queryKey: accountKeys.sessions(),
    queryFn: ({ signal }) => apiGet<{ sessions: OperatorSession[] }>("/api/account/sessions", { signal }),
  });
}
