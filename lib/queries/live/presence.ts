import type { QueryClient } from "@tanstack/react-query";
import type { ClientSummary } from "@/lib/contracts/clients";
import { clientKeys } from "../clients/keys";

/** Who has come and gone in one frame. */
export interface PresenceChange {
  /** Everyone was gone before these. */
  isCleared: boolean;
  online: Map<string, boolean>;
}

/** Those of `shown` who are online now; the same list when nothing changed for them. */
export function changeOnline(
  online: readonly string[],
  shown: readonly string[],
  change: PresenceChange,
): readonly string[] {
  const before = new Set(online);
  const isNow = (id: string) => change.online.get(id) ?? (!change.isCleared && before.has(id));
  const after = shown.filter(isNow);
  const isSame = after.length === before.size && after.every((id) => before.has(id));
  return isSame ? online : after;
}

/** Puts presence wherever a client is shown with it. */
export function putPresence(client: QueryClient, appId: string, change: PresenceChange): void {
  const lists = client.getQueriesData<readonly string[]>({
    queryKey: ["apps", appId, "members"],
    predicate: ({ queryKey }) => queryKey[4] === "presence",
  });
  for (const [key, online] of lists) {
    if (online) client.setQueryData(key, changeOnline(online, key[5] as readonly string[], change));
  }
  const details = client.getQueriesData<ClientSummary>({
    queryKey: clientKeys.all(appId),
    predicate: ({ queryKey }) => queryKey[3] === "detail" && queryKey.length === 5,
  });
  for (const [key, summary] of details) {
    // Null: this server does not tell; where it begins to, it is told.
    const online = change.online.get(String(key[4])) ?? (change.isCleared ? false : summary?.online);
    if (summary && online !== summary.online) client.setQueryData(key, { ...summary, online });
  }
}
