import "server-only";
import { z } from "zod";
import { objectIdSchema } from "@/lib/contracts/common";
import { clientIdsSchema, setRoleSchema } from "@/lib/contracts/members";
import { getSubscriptions } from "@/lib/leancloud/clients";
import { getConversation } from "@/lib/leancloud/conversations";
import { type ClientList, getMutes, getRoles } from "@/lib/leancloud/members";
import { kindOf } from "../../conversations/kind-of";
import { presentConversation } from "../../conversations/present-conversation";
import { cannotTell, notThere, type Settler, when } from "./verdict";
import { wholeList } from "./whole-list";

const params = z.object({ conversationId: objectIdSchema });
const idsInput = z.object({ params, body: clientIdsSchema });
const roleInput = z.object({ params, body: setRoleSchema });

/** True when each of the ids is in the list (or none of them, for removals). */
function agrees(list: readonly string[], ids: readonly string[], wanted: boolean): boolean {
  const known = new Set(list);
  return ids.every((id) => known.has(id) === wanted);
}

export const settleMembers =
  (wanted: boolean): Settler =>
  async ({ upstream, input }) => {
    const { params, body } = idsInput.parse(input);
    const row = await getConversation(upstream, params.conversationId);
    if (!row) return notThere;
    const result = { conversation: presentConversation(row), failed: [] };
    return when(agrees(row.m ?? [], body.clientIds, wanted), result);
  };

export const settleMutes =
  (wanted: boolean): Settler =>
  async ({ upstream, input }) => {
    const { params, body } = idsInput.parse(input);
    const clientIds = await getMutes(upstream, params.conversationId);
    return when(agrees(clientIds, body.clientIds, wanted), { clientIds });
  };

export const settleClientList =
  (list: ClientList, wanted: boolean): Settler =>
  async (operation) => {
    const { params, body } = idsInput.parse(operation.input);
    const listed = await wholeList(operation, list, params.conversationId);
    if (!listed) return cannotTell;
    return when(agrees(listed, body.clientIds, wanted), { clientIds: listed.slice(0, 50), next: null });
  };

export const settleRole: Settler = async ({ app, upstream, input }) => {
  const { params, body } = roleInput.parse(input);
  const kind = await kindOf(app, upstream, params.conversationId);
  if (!kind) return notThere;
  const records = await getRoles(upstream, { kind, id: params.conversationId });
  const role = records.find((record) => record.clientId === body.clientId)?.role ?? "Member";
  return when(role === body.role, null);
};

export const settleSubscribers =
  (wanted: boolean): Settler =>
  async ({ upstream, input }) => {
    const { params, body } = idsInput.parse(input);
    if (body.clientIds.length > 20) return cannotTell;
    for (const clientId of body.clientIds) {
      const rows = await getSubscriptions(upstream, clientId, { limit: 50 });
      const isSubscribed = rows.some((row) => row.conv_id === params.conversationId);
      if (!isSubscribed && rows.length === 50) return cannotTell;
      if (isSubscribed !== wanted) return notThere;
    }
    return when(true, { failed: [] });
  };
