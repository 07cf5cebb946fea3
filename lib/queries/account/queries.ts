import { queryOptions } from "@tanstack/react-query";
import type { OperatorSession } from "@/lib/contracts/operators";
import { apiGet } from "../http";
import { accountKeys } from "./keys";

/** Where the operator is signed in, the current browser marked. */
export function accountSessionsQueryOptions() {
  return queryOptions({
    queryKey: accountKeys.sessions(),
    queryFn: ({ signal }) => apiGet<{ sessions: OperatorSession[] }>("/api/account/sessions", { signal }),
  });
}
