import "server-only";
import type { BroadcastCheck } from "@/lib/contracts/broadcasts";
import { countOnline } from "@/lib/leancloud/global";
import { getQuotas } from "@/lib/leancloud/parley";
import type { LeanCloud } from "@/lib/leancloud/request";
import { countSubscribers } from "@/lib/leancloud/service-conversations";
import { UpstreamError } from "@/lib/leancloud/upstream-error";
import { currentCapabilities } from "../apps/refresh-capabilities";
import type { ConsoleContext } from "../context";
import type { AppRow } from "../store/tables";
import { countSentToday } from "./count-sent-today";

/** What the check page states before a broadcast; what the server does not say is null. */
export async function checkBroadcast(
  context: ConsoleContext,
  app: AppRow,
  upstream: LeanCloud,
  conversationId: string,
  signal?: AbortSignal,
): Promise<BroadcastCheck> {
  const [subscribers, online, server, sentToAll, sentToSubscribers] = await Promise.all([
    countSubscribers(upstream, conversationId, signal).catch(nullIfRefused),
    countOnline(upstream, signal).catch(nullIfRefused),
    currentCapabilities(context, app).then((found) =>
      found.length > 0 ? getQuotas(upstream, signal) : null,
    ),
    countSentToday(context, app.id, "broadcast.send"),
    countSentToday(context, app.id, "subscribers.send"),
  ]);
  const quotas = server?.quotas;
  const unstated = quotas === null ? "none" : null;
  return {
    subscribers,
    users: server?.clients ?? null,
    online,
    everyone: {
      sentToday: sentToAll,
      dailyLimit: app.broadcast_daily_limit ?? quotas?.broadcastPerDay ?? unstated,
    },
    toSubscribers: { sentToday: sentToSubscribers, dailyLimit: quotas?.subscriberPerDay ?? unstated },
  };
}

function nullIfRefused(error: unknown): null {
  if (error instanceof UpstreamError && error.kind === "rejected") return null;
  throw error;
}
