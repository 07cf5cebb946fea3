import type { FastifyInstance } from "fastify";
import {
  memberInfoBodySchema,
  memberInfosQuerySchema,
  memberInfoUpdateBodySchema,
} from "@/lib/protocol/rest/conversations";
import type { ImContext } from "../../services/context";
import { deleteMemberInfo } from "../../services/member-infos/delete-member-info";
import { listMemberInfos } from "../../services/member-infos/list-member-infos";
import { putMemberInfo } from "../../services/member-infos/put-member-info";
import { updateMemberInfo } from "../../services/member-infos/update-member-info";
import { conversationParams, infoParams } from "../path-params";
import { iso } from "../present/conversation";
import { type ConversationGroup, groupRoute } from "./groups";

/** POST, PUT, DELETE and GET of the roles in a conversation. */
export function registerMemberInfos(
  app: FastifyInstance,
  context: ImContext,
  group: ConversationGroup,
): void {
  const path = `${group.base}/:id/member-infos`;

  groupRoute(app, context, group, {
    method: "POST",
    path,
    params: conversationParams,
    body: memberInfoBodySchema,
    async handle({ params, body }) {
      const put = await putMemberInfo(context, { conversationId: params.id, ...body });
      return { updatedAt: iso(put.updatedAt), objectId: put.row.objectId };
    },
  });

  groupRoute(app, context, group, {
    method: "PUT",
    path: `${path}/:infoId`,
    params: infoParams,
    body: memberInfoUpdateBodySchema,
    async handle({ params, body }) {
      const put = await updateMemberInfo(context, {
        conversationId: params.id,
        infoId: params.infoId,
        clientId: body.clientId ?? undefined,
        role: body.role ?? undefined,
      });
      return { updatedAt: iso(put.updatedAt), objectId: put.row.objectId };
    },
  });

  groupRoute(app, context, group, {
    method: "DELETE",
    path: `${path}/:infoId`,
    params: infoParams,
    async handle({ params }) {
      await deleteMemberInfo(context, params.id, params.infoId);
      return {};
    },
  });

  groupRoute(app, context, group, {
    method: "GET",
    path,
    params: conversationParams,
    query: memberInfosQuerySchema,
    async handle({ params, query }) {
      const rows = await listMemberInfos(context, params.id, query);
      return { results: rows.map(({ clientId, objectId, role }) => ({ clientId, objectId, role })) };
    },
  });
}
