import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { clientIdSchema, idSchema } from "@/lib/protocol/client-id";
import type { ImContext } from "../../services/context";
import { badRequest } from "../../services/errors";
import { listMemberInfos } from "../../services/member-infos/list-member-infos";
import { parseJson } from "../json";
import { route } from "../route";
import { requireSessionToken } from "../session/session-token";

const querySchema = z.object({
  where: z.string().optional(),
  cid: idSchema.optional(),
  client_id: clientIdSchema.optional(),
});
const whereSchema = z.looseObject({ cid: idSchema });

/**
 * GET /1.1/classes/_ConversationMemberInfo: the roles set in the conversation `cid`, for the master
 * key or a client with its session token.
 */
export function registerMemberInfoClass(app: FastifyInstance, context: ImContext): void {
  route(app, {
    method: "GET",
    path: "/1.1/classes/_ConversationMemberInfo",
    key: "any",
    query: querySchema,
    async handle({ query, access, request }) {
      if (!access.isMaster) await requireSessionToken(context, request, query.client_id ?? "");
      const cid = query.cid ?? (query.where && whereSchema.parse(parseJson(query.where)).cid);
      if (!cid) throw badRequest("cid is required.");
      const rows = await listMemberInfos(context, cid, { limit: 1000 });
      return {
        results: rows.map((row) => ({
          objectId: row.objectId,
          cid: row.conversationId,
          clientId: row.clientId,
          role: row.role,
        })),
      };
    },
  });
}
