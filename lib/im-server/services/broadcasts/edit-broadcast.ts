import type { BroadcastRow } from "../../store/interface";
import type { ImContext } from "../context";
import { ImError } from "../errors";
import { checkMessage } from "../messages/check-message";
import { takeBroadcastQuota } from "../quotas/take-quota";
import { findBroadcast } from "./find-broadcast";

/**
 * Gives a broadcast another text, for devices that have not received it yet.
 * @throws ImError 4404 none valid with this id there, 4403 another sender, 4109 too large, 429 or 1 rates
 */
export async function editBroadcast(
  context: ImContext,
  input: { conversationId: string; messageId: string; from: string; data: string },
): Promise<BroadcastRow> {
  checkMessage(input);
  const found = await findBroadcast(context, input.conversationId, input.messageId);
  if (found === null) throw new ImError(4404);
  if (found.from !== input.from) throw new ImError(4403);
  await takeBroadcastQuota(context);
  const row = await context.store.patchBroadcast(input.messageId, input.data, context.now());
  if (row === null) throw new ImError(4404);
  return row;
}
