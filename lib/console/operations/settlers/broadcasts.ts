import "server-only";
import { z } from "zod";
import { editBroadcastSchema, sendBroadcastSchema } from "@/lib/contracts/broadcasts";
import { objectIdSchema } from "@/lib/contracts/common";
import { getBroadcasts } from "@/lib/leancloud/broadcasts";
import type { LeanCloud } from "@/lib/leancloud/request";
import { findSent } from "./messages";
import { cannotTell, clockMarginMs, happened, notThere, type Settler, when } from "./verdict";

const params = z.object({ messageId: z.string() });
const sendInput = z.object({ body: sendBroadcastSchema });
const editInput = z.object({ params, body: editBroadcastSchema });
const deleteInput = z.object({ params, query: z.object({ conversation: objectIdSchema }) });

const current = (upstream: LeanCloud, conversationId: string) =>
  getBroadcasts(upstream, { conversationId, limit: 100, skip: 0 });

export const settleBroadcast: Settler = async ({ upstream, input, startedAt, claimed }) => {
  const { body } = sendInput.parse(input);
  if (body.transient) return cannotTell;
  const rows = await current(upstream, body.conversationId);
  const row = rows.find(
    (one) =>
      one.from === body.from &&
      one.data === body.data &&
      (one.timestamp ?? 0) >= startedAt - clockMarginMs &&
      !claimed.has(one["msg-id"]),
  );
  return row ? happened({ messageId: row["msg-id"], timestamp: row.timestamp ?? startedAt }) : notThere;
};

export const settleSubscriberMessage: Settler = async (operation) => {
  const { body } = sendInput.parse(operation.input);
  const place = { scope: "conversation", kind: "service", id: body.conversationId } as const;
  const sent = await findSent(operation, place, body);
  return sent ? happened(sent) : notThere;
};

export const settleBroadcastEdit: Settler = async ({ upstream, input }) => {
  const { params, body } = editInput.parse(input);
  const rows = await current(upstream, body.conversationId);
  const row = rows.find((one) => one["msg-id"] === params.messageId);
  return when(row?.data === body.data, null);
};

export const settleBroadcastDelete: Settler = async ({ upstream, input }) => {
  const { params, query } = deleteInput.parse(input);
  const rows = await current(upstream, query.conversation);
  const isListed = rows.some((one) => one["msg-id"] === params.messageId);
  if (!isListed && rows.length === 100) return cannotTell;
  return when(!isListed, null);
};
