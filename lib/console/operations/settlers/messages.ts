import "server-only";
import { z } from "zod";
import { objectIdSchema } from "@/lib/contracts/common";
import { messageRefSchema, sendMessageSchema } from "@/lib/contracts/messages";
import { getHistory } from "@/lib/leancloud/messages";
import { findMessage } from "../../messages/find-message";
import { type ConversationPlace, placeOf } from "./message-place";
import {
  cannotTell,
  happened,
  notThere,
  type OpenOperation,
  type Settler,
  unknowable,
  type Verdict,
  when,
} from "./verdict";

const conversation = z.object({ conversationId: objectIdSchema });
const message = conversation.extend({ messageId: z.string() });
const sendInput = z.object({ params: conversation, body: sendMessageSchema });
const deleteInput = z.object({ params: message, query: messageRefSchema });

const stepRows = 500;
const maxSteps = 20;

/** A message of the same sender with the same data, of the operation's time, that no other one made. */
export async function findSent(
  operation: OpenOperation,
  place: ConversationPlace,
  wanted: { from: string; data: string },
): Promise<Verdict> {
  const { from, until } = await operation.madeWithin();
  const claimed = await operation.claimed();
  let start: { timestamp: number; messageId?: string } = { timestamp: Math.max(0, from) };
  for (let step = 0; step < maxSteps; step += 1) {
    const rows = await getHistory(operation.upstream, place, { ...start, reversed: true, limit: stepRows });
    const found = rows.find(
      (row) =>
        row.timestamp <= until &&
        row.from === wanted.from &&
        row.data === wanted.data &&
        !claimed.has(row["msg-id"]),
    );
    if (found) return happened({ messageId: found["msg-id"], timestamp: found.timestamp });
    const last = rows.at(-1);
    if (rows.length < stepRows || !last || last.timestamp > until) return notThere;
    start = { timestamp: last.timestamp, messageId: last["msg-id"] };
  }
  return cannotTell;
}

export const settleSend: Settler = async (operation) => {
  const { params, body } = sendInput.parse(operation.input);
  // Transient messages are in no history.
  if (body.transient) return unknowable("transient");
  const place = await placeOf(operation, params.conversationId, body.toClients?.[0]);
  return place ? findSent(operation, place, body) : notThere;
};

export const settleDelete: Settler = async (operation) => {
  const { params, query } = deleteInput.parse(operation.input);
  const place = await placeOf(operation, params.conversationId, query.client);
  if (!place) return happened(null);
  const found = await findMessage(operation.upstream, place, { ...params, timestamp: query.timestamp });
  return when(found === null, null);
};
