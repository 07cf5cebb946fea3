import type { FastifyInstance } from "fastify";
import { imErrorName } from "@/lib/protocol/error-codes";
import { clientIdsBodySchema } from "@/lib/protocol/rest/conversations";
import type { ImContext } from "../../services/context";
import { addMembers } from "../../services/members/add-members";
import { listMembers } from "../../services/members/list-members";
import { removeMembers } from "../../services/members/remove-members";
import type { MemberFailure } from "../../store/interface";
import { conversationParams } from "../path-params";
import { presentUpdated } from "../present/conversation";
import { type ConversationGroup, conversationGroup, groupRoute } from "./groups";

/** GET, POST and DELETE of a normal conversation's members. */
export function registerMembers(app: FastifyInstance, context: ImContext): void {
  const path = `${conversationGroup.base}/:id/members`;

  registerMemberList(app, context, conversationGroup);

  groupRoute(app, context, conversationGroup, {
    method: "POST",
    path,
    params: conversationParams,
    body: clientIdsBodySchema,
    async handle({ params, body }) {
      const { row, failed } = await addMembers(context, params.id, body.client_ids);
      return failed.length === 0
        ? presentUpdated(row)
        : { ...presentUpdated(row), failed: presentFailed(failed) };
    },
  });

  groupRoute(app, context, conversationGroup, {
    method: "DELETE",
    path,
    params: conversationParams,
    body: clientIdsBodySchema,
    handle: async ({ params, body }) =>
      presentUpdated((await removeMembers(context, params.id, body.client_ids)).row),
  });
}

/** GET of a conversation's members; of a chat room, some of those who are online. */
export function registerMemberList(app: FastifyInstance, context: ImContext, group: ConversationGroup): void {
  groupRoute(app, context, group, {
    method: "GET",
    path: `${group.base}/:id/members`,
    params: conversationParams,
    handle: async ({ params }) => ({ result: await listMembers(context, params.id) }),
  });
}

/** Not in LeanCloud, which documents no partial success: who could not be added, and why. */
function presentFailed(failed: MemberFailure[]) {
  return failed.map(({ clientId, reason }) => {
    const code = reason === "blocked" ? 4548 : 4304;
    return { client_id: clientId, code, error: imErrorName(code) };
  });
}
