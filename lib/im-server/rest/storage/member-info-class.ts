import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { idSchema } from "@/lib/protocol/client-id";
import type { ImContext } from "../../services/context";
import { badRequest } from "../../services/errors";
import { listMemberInfos } from "../../services/member-infos/list-member-infos";
import { parseJson } from "../json";
import { route } from "../route";

const querySchema = z.object({ where: z.string().optional(), cid: idSchema.optional() });
const whereSchema = z.looseObject({ cid: idSchema });

/** GET /1.1/classes/_ConversationMemberInfo: the roles set in the conversation `cid`. */
export function registerMemberInfoClass(app: FastifyInstance, context: ImContext): void {
  route(app, {
    method: "GET",
    path: "/1.1/classes/_ConversationMemberInfo",
    key: "master",
    query: querySchema,
    async handle({ query }) {
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
