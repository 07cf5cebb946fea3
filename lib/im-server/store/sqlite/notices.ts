import type { Initiator } from "../interface";
import type { WriteContext } from "./context";
import { notificationWrites } from "./notifications";

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
  const { addNotifications } = notificationWrites(context);
  return (op, cid, clientIds, { by, at }) => {
    if (by === undefined) return;
    const udate = new Date(at).toISOString();
    const body = { cmd: "conv", op, cid, initBy: by, udate, serverTs: at, notificationType: 1 };
    addNotifications(clientIds.map((clientId) => ({ clientId, at, body })));
  };
}
