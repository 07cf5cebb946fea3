import type { Gateway } from "./gateway";
import { pushReceipts } from "./push/receipts";
import type { Session } from "./session";

/** Notes that a client has received the messages of a conversation from one time to another, and tells who asked. */
export async function noteReceived(
  gateway: Gateway,
  session: Session,
  cid: string,
  range: { from: number; to: number },
): Promise<void> {
  const { store, now } = gateway.context;
  const conversation = await gateway.conversations.get(cid);
  if (conversation === null || conversation.kind === "chatroom") return;
  if (conversation.kind === "service") await store.markBroadcasts(session.clientId, range.to);
  const at = now();
  const receipts = await store.markDelivered(session.clientId, cid, range, at);
  // Clients that are sent their offline messages know no other sign of having read them.
  if (!session.link.announcesUnread) await store.markRead(session.clientId, cid, range.to);
  pushReceipts(gateway.hub, receipts, { cid, by: session.clientId, isRead: false, at });
}
