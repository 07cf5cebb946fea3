import "server-only";
import { z } from "zod";
import { objectIdSchema } from "@/lib/contracts/common";
import {
  editMessageSchema,
  type Message,
  type MessageOutcome,
  messageRefSchema,
} from "@/lib/contracts/messages";
import { getVersions } from "@/lib/leancloud/parley";
import type { MessageVersionWire } from "@/lib/protocol/rest/parley";
import { findMessage } from "../../messages/find-message";
import { placeOf } from "./message-place";
import { happened, notThere, type OpenOperation, type Settler, unknowable, type Verdict } from "./verdict";

const params = z.object({ conversationId: objectIdSchema, messageId: z.string() });
const editInput = z.object({ params, body: editMessageSchema });
const recallInput = z.object({ params, body: messageRefSchema });

type Lost = {
  conversationId: string;
  messageId: string;
  timestamp: number;
  client?: string;
  cause: "edit" | "recall";
  /** Whether the message is as it would be after it. */
  isDone(message: Message): boolean;
  /** What it would say then; null for a recall. */
  data: string | null;
};

export const settleEdit: Settler = (operation) => {
  const { params, body } = editInput.parse(operation.input);
  const isDone = (message: Message) => message.data === body.data;
  return settleChange(operation, { ...params, ...body, cause: "edit", isDone });
};

export const settleRecall: Settler = (operation) => {
  const { params, body } = recallInput.parse(operation.input);
  const isDone = ({ payload }: Message) => payload.kind === "recalled";
  return settleChange(operation, { ...params, ...body, cause: "recall", isDone, data: null });
};

async function settleChange(operation: OpenOperation, lost: Lost): Promise<Verdict> {
  const place = await placeOf(operation, lost.conversationId, lost.client);
  if (!place) return unknowable("not-kept");
  const found = await findMessage(operation.upstream, place, lost);
  if ((await operation.capabilities()).includes("versions")) return lookBack(operation, lost, found);
  if (found && lost.isDone(found)) return happened(null);
  const before = await operation.before();
  // What stands there now was made by others, before this one or behind it.
  const isAsBefore = before !== undefined && before?.data === found?.data;
  return isAsBefore && before?.patchTimestamp === found?.patchTimestamp ? notThere : unknowable("not-kept");
}

/** Parley's own server keeps each change: one that others have undone since was carried out all the same. */
async function lookBack(operation: OpenOperation, lost: Lost, found: Message | null): Promise<Verdict> {
  const { conversationId, messageId, timestamp, client: clientId } = lost;
  const key = { conversationId, messageId, timestamp, clientId };
  const [versions, { from, until }] = await Promise.all([
    getVersions(operation.upstream, key),
    operation.madeWithin(),
  ]);
  const isOurs = (change: MessageVersionWire, at: number) => {
    if (change.operation_id !== null) return change.operation_id === operation.id;
    if (change.by || change.cause !== lost.cause || change.at < from || change.at > until) return false;
    return lost.data === null || (versions[at + 1] ?? found)?.data === lost.data;
  };
  const at = versions.findIndex(isOurs);
  const last = versions.at(-1);
  if (at >= 0) return last && at < versions.length - 1 ? overtaken(operation, lost, last) : happened(null);
  if (!found || !lost.isDone(found)) return notThere;
  // Somebody else has done the same.
  return last && last.at >= from ? overtaken(operation, lost, last) : happened(null);
}

async function overtaken(operation: OpenOperation, lost: Lost, change: MessageVersionWire): Promise<Verdict> {
  const { conversationId, messageId: id, timestamp, client } = lost;
  const place = { conversationId, id, timestamp, toClientId: client ?? null };
  const { cause, at } = change;
  const by = await operation.changerOf(place, change);
  const result: MessageOutcome = { overtaken: { cause, at, by } };
  return { ...happened(result), details: result };
}
