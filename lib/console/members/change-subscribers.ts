import "server-only";
import type { LeanCloud } from "@/lib/leancloud/request";
import { subscribe, unsubscribe } from "@/lib/leancloud/service-conversations";
import { UpstreamError } from "@/lib/leancloud/upstream-error";
import { inTurn } from "../in-turn";

const atOnce = 4;
type SubscribersChanged = { failed: { clientId: string; reason: string }[] };

/** Subscribes clients, or ends their subscriptions, one by one. Refused ones are told; other failures throw. */
export async function changeSubscribers(
  upstream: LeanCloud,
  method: "POST" | "DELETE",
  id: string,
  clientIds: string[],
): Promise<SubscribersChanged> {
  const change = method === "POST" ? subscribe : unsubscribe;
  const outcomes = await inTurn([...new Set(clientIds)], atOnce, async (clientId) => {
    try {
      await change(upstream, id, clientId);
      return null;
    } catch (error) {
      if (error instanceof UpstreamError && error.kind === "rejected")
        return { clientId, reason: error.message };
      throw error;
    }
  });
  return { failed: outcomes.filter((outcome) => outcome !== null) };
}
