import type { UnreadSnapshot } from "../../store/gateway-interface";
import type { Gateway } from "../gateway";
import type { Session, Told } from "../session";
import { type DirectInput, directPush } from "./message";

type Missed = DirectInput & { hasMore?: true };

/**
 * For clients that want the messages themselves: what they have neither received nor read, the newest of each
 * conversation. Where that is not all, the first one says so; clients read what lies before it as history. Answers
 * up to when each conversation has been told, which may be later than the unread counts are.
 */
export async function pushOffline(
  gateway: Gateway,
  session: Session,
  unread: UnreadSnapshot,
): Promise<Told["upTo"]> {
  const upTo: Told["upTo"] = new Map();
  const { age, total } = session.link.offline;
  const oldest = gateway.context.now() - age;
  const pages = await Promise.all(
    unread.map(({ conversationId }) => missedOf(gateway, session, conversationId)),
  );
  const messages = pages.flat().filter(({ timestamp }) => timestamp > oldest);
  messages.sort((a, b) => a.timestamp - b.timestamp);
  for (const { hasMore, ...message } of messages.slice(-total)) {
    if (session.isClosed) break;
    upTo.set(message.conversationId, message.timestamp);
    session.pushNow(directPush(message, hasMore ? { offline: true, hasMore } : { offline: true }));
    await session.link.drained();
  }
  return upTo;
}

async function missedOf(
  gateway: Gateway,
  { clientId, link }: Session,
  conversationId: string,
): Promise<Missed[]> {
  const conversation = await gateway.conversations.get(conversationId);
  if (conversation === null) return [];
  const { kind } = conversation;
  const { ofConversation } = link.offline;
  const rows = await gateway.context.store.getOfflineMessages(clientId, conversationId, ofConversation + 1);
  const isCut = rows.length > ofConversation;
  return rows.slice(0, ofConversation).map((row, index) => ({
    ...row,
    kind,
    ...(isCut && index === ofConversation - 1 ? { hasMore: true } : {}),
  }));
}
