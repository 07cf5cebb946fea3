import "server-only";
import { z } from "zod";
import { objectIdSchema } from "@/lib/contracts/common";
import { createConversationSchema, updateConversationSchema } from "@/lib/contracts/conversations";
import { findConversations, getConversation } from "@/lib/leancloud/conversations";
import { canonicalJson } from "../../audit/canonical-json";
import { presentConversation } from "../../conversations/present-conversation";
import { cannotTell, happened, notThere, type Settler, when } from "./verdict";

const maxRows = 500;
const params = z.object({ conversationId: objectIdSchema });
const createInput = z.object({ body: createConversationSchema });
const editInput = z.object({ params, body: updateConversationSchema });
const deleteInput = z.object({ params });

/** One made since the operation began with the same kind, name and members; a unique one is just found. */
export const settleCreate: Settler = async ({ upstream, input, madeWithin, claimed }) => {
  const { body } = createInput.parse(input);
  const members = [...new Set(body.members)];
  const { from, until } = await madeWithin();
  const dateOf = (time: number) => ({ __type: "Date", iso: new Date(time).toISOString() });
  const isUnique = body.kind === "normal" && body.unique;
  const where = isUnique
    ? { unique: true, m: { $all: members, $size: members.length } }
    : {
        createdAt: { $gte: dateOf(from), $lte: dateOf(until) },
        ...(body.name ? { name: body.name } : {}),
        ...(body.creator ? { c: body.creator } : {}),
        tr: body.kind === "chatroom" ? true : { $ne: true },
        sys: body.kind === "service" ? true : { $ne: true },
      };
  const found = await findConversations(upstream, {
    where,
    order: "createdAt",
    skip: 0,
    limit: maxRows,
    count: false,
  });
  const others = await claimed();
  const wanted = canonicalJson([...members].sort());
  const row = found.results.find(
    ({ objectId, m }) =>
      (isUnique || !others.has(objectId)) &&
      (body.kind !== "normal" || canonicalJson([...(m ?? [])].sort()) === wanted),
  );
  if (row) return happened({ conversation: presentConversation(row), existing: false });
  return found.results.length >= maxRows ? cannotTell : notThere;
};

export const settleConversationEdit: Settler = async ({ upstream, input }) => {
  const { params, body } = editInput.parse(input);
  const row = await getConversation(upstream, params.conversationId);
  if (!row) return notThere;
  const now = presentConversation(row);
  const isAsWanted =
    (body.name === undefined || now.name === body.name) &&
    holds(now.attributes, body.setAttributes, body.unsetAttributes) &&
    holds(now.custom, body.setCustom, body.unsetCustom);
  return when(isAsWanted, { conversation: now });
};

function holds(
  now: Record<string, unknown>,
  set: Record<string, unknown> = {},
  unset: string[] = [],
): boolean {
  const isSet = Object.entries(set).every(([key, value]) => canonicalJson(now[key]) === canonicalJson(value));
  return isSet && unset.every((key) => now[key] === undefined);
}

export const settleConversationDelete: Settler = async ({ upstream, input }) => {
  const { params } = deleteInput.parse(input);
  return when((await getConversation(upstream, params.conversationId)) === null, null);
};
