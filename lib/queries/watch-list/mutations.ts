import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Changed } from "@/lib/contracts/common";
import type { AddWatched, WatchList } from "@/lib/contracts/watch-list";
import { appPath } from "../app/keys";
import { apiDelete, apiPatch, apiPost } from "../http";
import { operationIdFor } from "../operation-id";
import { watchKeys } from "./keys";

type WatchChange =
  | { kind: "add"; clients: AddWatched["clients"] }
  | { kind: "edit"; clientId: string; note: string }
  | { kind: "remove"; clientId: string };

/** Changes the operator's own watch list; whoever is new on it is looked for at once. */
export function useChangeWatchList(appId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (change: WatchChange) => (await send(appId, change)).result,
    onSuccess: (list, change) => {
      if (list) client.setQueryData(watchKeys.list(appId), list);
      if (change.kind === "add") void client.invalidateQueries({ queryKey: watchKeys.presence(appId) });
    },
    onError: () => client.invalidateQueries({ queryKey: watchKeys.list(appId) }),
  });
}

function send(appId: string, change: WatchChange): Promise<Changed<WatchList>> {
  const options = { operationId: operationIdFor(change) };
  const list = appPath(appId, "watch-list");
  switch (change.kind) {
    case "add":
      return apiPost(list, { clients: change.clients }, options);
    case "edit":
      return apiPatch(appPath(appId, "watch-list", change.clientId), { note: change.note }, options);
    case "remove":
      return apiDelete(appPath(appId, "watch-list", change.clientId), undefined, options);
  }
}
