import "server-only";
import { z } from "zod";
import { editBroadcastSchema, sendBroadcastSchema } from "@/lib/contracts/broadcasts";
import { objectIdSchema } from "@/lib/contracts/common";
import { getBroadcasts } from "@/lib/leancloud/broadcasts";
import type { LeanCloud } from "@/lib/leancloud/request";
import { findSent } from "./messages";
import { cannotTell, happened, notThere, type Settler, unknowable, when } from "./verdict";

const params = z.object({ messageId: z.string() });
const sendInput = z.object({ body: sendBroadcastSchema });
const editInput = z.object({ params, body: editBroadcastSchema });
const deleteInput = z.object({ params, query: z.object({ conversation: objectIdSchema }) });

const listed = 100;
const current = (upstream: LeanCloud, conversationId: string) =>
  getBroadcasts(upstream, { conversationId, limit: listed, skip: 0 });

export const settleBroadcast: Settler = async ({ upstream, input, madeWithin, claimed }) => {
  const { body } = sendInput.parse(input);
  if (body.transient) return unknowable("transient");
  const { from, until, now } = await madeWithin();
  const rows = await current(upstream, body.conversationId);
  const others = await claimed();
  for (const { "msg-id": messageId, ...one } of rows) {
    const timestamp = one.timestamp ?? 0;
    const isOfItsTime = timestamp >= from && timestamp <= until;
    const isSame = one.from === body.from && one.data === body.data;
    if (isOfItsTime && isSame && !others.has(messageId)) return happened({ messageId, timestamp });
  }
  // Those past their validity are listed no more, nor those beyond the page.
  const mayHaveEnded = body.validTill !== undefined && body.validTill <= now;
  return mayHaveEnded || rows.length >= listed ? cannotTell : notThere;
};

export const settleSubscriberMessage: Settler = async (operation) => {
  const { body } = sendInput.parse(operation.input);
  const place = { scope: "conversation", kind: "service", id: body.conversationId } as const;
  return findSent(operation, place, body);
};

export const settleBroadcastEdit: Settler = async (operation) => {
  const { params, body } = editInput.parse(operation.input);
  const rows = await current(operation.upstream, body.conversationId);
  const row = rows.find((one) => one["msg-id"] === params.messageId);
  if (row?.data === body.data) return happened(null);
  const before = await operation.before();
  // What it says now, or that it is gone, came of others, before this edit or behind it.
  const isAsBefore =
    before && row?.data === before.data && (row["patch-timestamp"] ?? null) === before.patchTimestamp;
  return isAsBefore ? notThere : unknowable("not-kept");
};

export const settleBroadcastDelete: Settler = async ({ upstream, input }) => {
  const { params, query } = deleteInput.parse(input);
  const rows = await current(upstream, query.conversation);
  const isListed = rows.some((one) => one["msg-id"] === params.messageId);
  if (!isListed && rows.length >= listed) return cannotTell;
  return when(!isListed, null);
};
