import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Kick } from "@/lib/contracts/clients";
import type { Changed } from "@/lib/contracts/common";
import { appPath } from "../app/keys";
import { apiPost } from "../http";
import { settle } from "../operations/settle";
import { clientKeys } from "./keys";

/** Ends every session of a client; its tokens and signatures stop working at once. */
export function useKickClient(appId: string, clientId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ operationId, ...body }: Kick & { operationId: string }) =>
      settle(
        await apiPost<Changed<null>>(appPath(appId, "clients", clientId, "kick"), body, { operationId }),
      ),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: clientKeys.detail(appId, clientId), exact: true }),
        client.invalidateQueries({ queryKey: clientKeys.sessions(appId, clientId) }),
      ]),
  });
}
