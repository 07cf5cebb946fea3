import type { Gateway } from "../gateway";
import { pushReceipts } from "../push/receipts";
import type { Session } from "../session";
import type { Wire } from "../wire/codec";
import type { Handler } from "./answer";

const MAX_CONVERSATIONS = 100;

/** The client has read conversations up to a message each; nothing is answered. */
export const markRead: Handler = async ({ gateway, session, command }) => {
  const message = command.readMessage ?? {};
  const named = [...(message.cids ?? []), ...(message.cid === undefined ? [] : [message.cid])];
  const tuples = [...(message.convs ?? []), ...named.map((cid) => ({ cid }))];
  await Promise.all(tuples.slice(0, MAX_CONVERSATIONS).map((tuple) => readOne(gateway, session, tuple)));
  return null;
};

async function readOne(gateway: Gateway, session: Session, tuple: Wire<"ReadTuple">): Promise<void> {
  const { cid } = tuple;
  if (cid === undefined) return;
  const { context, hub } = gateway;
  const { clientId } = session;
  const at = context.now();
  const upTo = tuple.timestamp ?? null;
  const { readAt, moved, receipts, left } = await context.store.markRead(clientId, cid, upTo, at);
  if (!moved) return;
  const actor = { clientId, sessionId: session.id };
  context.events.emit({ type: "read", actor, clientId, conversationId: cid, readAt, left });
  pushReceipts(hub, receipts, { cid, by: clientId, isRead: true, at });
}
