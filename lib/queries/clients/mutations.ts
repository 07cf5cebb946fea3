import { mutationOptions, type QueryClient } from "@tanstack/react-query";
import type { Kick } from "@/lib/contracts/clients";
import type { Changed } from "@/lib/contracts/common";
import { appPath } from "../app/keys";
import { apiPost } from "../http";
import { operationIdFor } from "../operation-id";
import { clientKeys } from "./keys";

/** Ends every session of a client; its tokens and signatures stop working at once. */
export const kickClientMutationOptions = (appId: string, clientId: string, client: QueryClient) =>
  mutationOptions({
    mutationFn: (body: Kick) =>
      apiPost<Changed<null>>(appPath(appId, "clients", clientId, "kick"), body, {
        operationId: operationIdFor(body),
      }),
    onSettled: () => client.invalidateQueries({ queryKey: clientKeys.detail(appId, clientId), exact: true }),
  });
