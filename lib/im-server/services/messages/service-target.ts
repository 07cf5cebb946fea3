import { uniqueClientIds } from "@/lib/protocol/client-id";
import type { MessageBox } from "../../store/interface";
import type { ImContext } from "../context";
import { badRequest, ImError } from "../errors";
import { takeNormalQuota, takeSubscriberQuota } from "../quotas/take-quota";
import { findCopy } from "./find-copy";

/** A message of a service conversation that is to be changed. */
export type ServiceTarget = {
  conversationId: string;
  messageId: string;
  timestamp: number;
  from: string;
  /** Whose copies; without, the message went to all subscribers or is a broadcast. */
  toClientIds?: string[];
  operation?: string;
};

/** Takes what changing the message costs. @throws ImError 429, or 1 for the day */
export async function takeTargetQuota(context: ImContext, target: ServiceTarget): Promise<void> {
  if (target.toClientIds === undefined) await takeSubscriberQuota(context);
  else takeNormalQuota(context);
}

/**
 * The histories that the message lies in, once it is found in every one of them: a change reaches all
 * or none.
 * @throws ImError 4404 missing somewhere, 4403 another's message, 1 no clients named
 */
export async function requireCopies(context: ImContext, target: ServiceTarget): Promise<MessageBox[]> {
  const boxes = boxesOf(target);
  if (boxes.length === 0) throw badRequest("At least one recipient must be named.");
  const { messageId, timestamp } = target;
  const copies = await Promise.all(boxes.map((box) => findCopy(context, box, messageId, timestamp)));
  for (const copy of copies) {
    if (copy === null) throw new ImError(4404);
    if (copy.from !== target.from) throw new ImError(4403);
  }
  return boxes;
}

function boxesOf({ conversationId, toClientIds }: ServiceTarget): MessageBox[] {
  return toClientIds === undefined
    ? [{ conversationId }]
    : uniqueClientIds(toClientIds).map((clientId) => ({ conversationId, clientId }));
}
