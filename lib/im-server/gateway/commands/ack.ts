import { noteReceived } from "../received";
import type { Handler } from "./answer";

/** The client has received messages: by range (JavaScript) or one by id (Java, Swift, C#). */
export const acknowledge: Handler = async ({ gateway, session, command }) => {
  const { context } = gateway;
  const message = command.ackMessage ?? {};
  if (message.cid === undefined) return null;
  const { cid } = message;
  const range = await rangeOf();
  if (range === null) return null;
  await noteReceived(gateway, session, cid, range);
  return null;

  async function rangeOf(): Promise<{ from: number; to: number } | null> {
    if (message.fromts !== undefined && message.tots !== undefined) {
      return { from: message.fromts, to: message.tots };
    }
    if (message.mid === undefined) return null;
    const { store } = context;
    const found =
      (await store.findRecentMessage({ conversationId: cid }, message.mid)) ??
      (await store.findRecentMessage({ conversationId: cid, clientId: session.clientId }, message.mid));
    return found === null ? null : { from: found.timestamp, to: found.timestamp };
  }
};
