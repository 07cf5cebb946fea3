import { restErrorCodes } from "@/lib/protocol/error-codes";
import type { ImContext } from "../context";
import { ImError } from "../errors";

const DAY = 86_400_000;

/** Takes one send, edit or recall of an ordinary message. Without an await, as it is on the send path. */
export function takeNormalQuota(context: ImContext): void {
  if (context.quotas) takeMinute(context, "normal", context.quotas.normalPerMinute);
}

/** Takes one message to all subscribers. @throws ImError 429 for the minute, 1 for the day. */
export async function takeSubscriberQuota(context: ImContext): Promise<void> {
  if (!context.quotas) return;
  takeMinute(context, "subscriber", context.quotas.subscriberPerMinute);
  await takeDay(context, "subscriber", context.quotas.subscriberPerDay);
}

/** Takes one broadcast or edit of one. @throws ImError 429 for the minute, 1 for the day. */
export async function takeBroadcastQuota(context: ImContext): Promise<void> {
  if (!context.quotas) return;
  takeMinute(context, "broadcast", context.quotas.broadcastPerMinute);
  await takeDay(context, "broadcast", context.quotas.broadcastPerDay);
}

function takeMinute(context: ImContext, key: string, limit: number): void {
  const wait = context.rates.take(key, limit, context.now());
  if (wait > 0) throw new ImError(restErrorCodes.tooManyRequests, "Too many requests.", { retryAfter: wait });
}

async function takeDay(context: ImContext, key: string, limit: number): Promise<void> {
  const now = context.now();
  const taken = await context.store.takeQuota(`${key}:day`, 1, DAY, limit, now);
  if (taken.allowed) return;
  // The code and text that the service was seen to answer with.
  throw new ImError(restErrorCodes.general, "The daily quota of system messages is exceeded.", {
    retryAfter: Math.max(1, taken.resetAt - now),
  });
}
