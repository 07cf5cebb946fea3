import type { ImContext } from "../context";
import { ImError } from "../errors";

/** Withdraws a broadcast from devices that have not received it. @throws ImError 4404 */
export async function deleteBroadcast(context: ImContext, messageId: string): Promise<void> {
  if (!(await context.store.deleteBroadcast(messageId))) throw new ImError(4404);
}
