import type { ReceiptRow } from "../../store/gateway-interface";
import type { Hub } from "../hub";
import { Push } from "../push";

/** Tells the senders that `by` has received, or read, their messages: what the store keeps for those who are away. */
export function pushReceipts(
  hub: Hub,
  receipts: readonly ReceiptRow[],
  told: { cid: string; by: string; isRead: boolean; at: number },
): void {
  const { cid, by, isRead, at } = told;
  const read = isRead ? { read: true } : {};
  for (const { messageId, from } of receipts) {
    const rcpMessage = { cid, id: messageId, t: at, from: by, ...read };
    hub.pushTo([from], new Push({ cmd: "rcp", serverTs: at, notificationType: 1, rcpMessage }));
  }
}
