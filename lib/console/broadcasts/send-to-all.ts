import "server-only";
import type { z } from "zod";
import type { sendBroadcastSchema } from "@/lib/contracts/broadcasts";
import type { SentMessage } from "@/lib/contracts/messages";
import { sendBroadcast } from "@/lib/leancloud/broadcasts";
import type { LeanCloud } from "@/lib/leancloud/request";
import { sendToSubscribers } from "@/lib/leancloud/service-conversations";

/** Sends to everyone in the app, or to all subscribers of the service conversation. */
export function sendToAll(
  upstream: LeanCloud,
  input: z.output<typeof sendBroadcastSchema>,
): Promise<SentMessage> {
  const message = { from_client: input.from, message: input.data, push: input.pushData };
  if (input.audience === "subscribers") return sendToSubscribers(upstream, input.conversationId, message);
  return sendBroadcast(upstream, {
    ...message,
    conv_id: input.conversationId,
    valid_till: input.validTill,
    transient: input.transient || undefined,
  });
}
