import type { ReceiptRow } from "../gateway-interface";
import type { Initiator } from "../interface";
import type { WriteContext } from "./context";
import { notificationWriter } from "./notifications";

/** What happens to clients themselves in a conversation, by the names that SDKs know. */
type NoticeOp = "joined" | "left" | "blocked" | "unblocked" | "shutuped" | "unshutuped";

/** Keeps what happened to clients for when they come back; nothing where nobody says who did it. */
export type NoticeWriter = (
  op: NoticeOp,
  conversationId: string,
  clientIds: readonly string[],
  change: { by: Initiator | undefined; at: number },
) => void;

/** Notices are part of the change that they tell of: whoever has its answer knows that they are kept. */
export function noticeWriter(context: WriteContext): NoticeWriter {
  const keep = notificationWriter(context);
  return (op, cid, clientIds, { by, at }) => {
    if (by === undefined) return;
    const udate = new Date(at).toISOString();
    const body = { cmd: "conv", op, cid, initBy: by, udate, serverTs: at, notificationType: 1 };
    for (const clientId of clientIds) keep({ clientId, at, body });
  };
}

/**
 * Keeps for senders that `reader` has received, or read, their messages: also for those who are connected now. Another
 * device of theirs is not, and a connection may be dead before anybody knows.
 */
export function receiptWriter(context: WriteContext) {
  const keep = notificationWriter(context);
  return (
    cid: string,
    receipts: readonly ReceiptRow[],
    { reader, isRead, at }: { reader: string; isRead: boolean; at: number },
  ): void => {
    const read = isRead ? { read: true } : {};
    for (const { messageId, from } of receipts) {
      const body = { cmd: "rcp", cid, id: messageId, t: at, from: reader, ...read };
      keep({ clientId: from, at, body: { ...body, serverTs: at, notificationType: 1 } });
    }
  };
}
