import type { MessageBox } from "../../store/interface";
import type { ImContext } from "../context";
import { takeNormalQuota, takeSubscriberQuota } from "../quotas/take-quota";

/** A message of a service conversation that is to be changed. */
export type ServiceTarget = {
  conversationId: string;
  messageId: string;
  timestamp: number;
  from: string;
  /** Whose copies; without, the message went to all subscribers or is a broadcast. */
  toClientIds?: string[];
};

/** Takes what changing the message costs. @throws ImError 429, or 1 for the day */
export async function takeTargetQuota(context: ImContext, target: ServiceTarget): Promise<void> {
  if (target.toClientIds === undefined) await takeSubscriberQuota(context);
  else takeNormalQuota(context);
}

/** The histories that the message lies in. */
export function boxesOf({ conversationId, toClientIds }: ServiceTarget): MessageBox[] {
  return toClientIds === undefined
    ? [{ conversationId }]
    : toClientIds.map((clientId) => ({ conversationId, clientId }));
}
