import "server-only";
import { z } from "zod";
import { objectIdSchema } from "@/lib/contracts/common";
import { editMessageSchema, messageRefSchema, sendMessageSchema } from "@/lib/contracts/messages";
import { getHistory, type MessagePlace } from "@/lib/leancloud/messages";
import { kindOf } from "../../conversations/kind-of";
import { findMessage } from "../../messages/find-message";
import {
  cannotTell,
  clockMarginMs,
  happened,
  notThere,
  type OpenOperation,
  type Settler,
  when,
} from "./verdict";

const conversation = z.object({ conversationId: objectIdSchema });
const message = conversation.extend({ messageId: z.string() });
const sendInput = z.object({ params: conversation, body: sendMessageSchema });
const editInput = z.object({ params: message, body: editMessageSchema });
const recallInput = z.object({ params: message, body: messageRefSchema });
const deleteInput = z.object({ params: message, query: messageRefSchema });

type Place = Extract<MessagePlace, { scope: "conversation" }>;

async function placeOf(operation: OpenOperation, id: string, clientId?: string): Promise<Place | null> {
  const kind = await kindOf(operation.app, operation.upstream, id);
  return kind ? { scope: "conversation", kind, id, clientId } : null;
}

/** A message of the same sender with the same data, since the operation began, that no other one made. */
export async function findSent(
  operation: OpenOperation,
  place: Place,
  wanted: { from: string; data: string },
): Promise<{ messageId: string; timestamp: number } | null> {
  let start: { timestamp: number; messageId?: string } = { timestamp: operation.startedAt - clockMarginMs };
  for (let step = 0; step < 10; step += 1) {
    const rows = await getHistory(operation.upstream, place, { ...start, reversed: true, limit: 500 });
    const found = rows.find(
      (row) => row.from === wanted.from && row.data === wanted.data && !operation.claimed.has(row["msg-id"]),
    );
    if (found) return { messageId: found["msg-id"], timestamp: found.timestamp };
    const last = rows.at(-1);
    if (rows.length < 500 || !last) return null;
    start = { timestamp: last.timestamp, messageId: last["msg-id"] };
  }
  return null;
}

export const settleSend: Settler = async (operation) => {
  const { params, body } = sendInput.parse(operation.input);
  // Transient messages are in no history.
  if (body.transient) return cannotTell;
  const place = await placeOf(operation, params.conversationId, body.toClients?.[0]);
  const sent = place ? await findSent(operation, place, body) : null;
  return sent ? happened(sent) : notThere;
};

export const settleEdit: Settler = async (operation) => {
  const { params, body } = editInput.parse(operation.input);
  const place = await placeOf(operation, params.conversationId, body.client);
  if (!place) return notThere;
  const found = await findMessage(operation.upstream, place, { ...params, timestamp: body.timestamp });
  return when(found?.data === body.data, null);
};

export const settleRecall: Settler = async (operation) => {
  const { params, body } = recallInput.parse(operation.input);
  const place = await placeOf(operation, params.conversationId, body.client);
  if (!place) return notThere;
  const found = await findMessage(operation.upstream, place, { ...params, timestamp: body.timestamp });
  return when(found?.payload.kind === "recalled", null);
};

export const settleDelete: Settler = async (operation) => {
  const { params, query } = deleteInput.parse(operation.input);
  const place = await placeOf(operation, params.conversationId, query.client);
  if (!place) return happened(null);
  const found = await findMessage(operation.upstream, place, { ...params, timestamp: query.timestamp });
  return when(found === null, null);
};
