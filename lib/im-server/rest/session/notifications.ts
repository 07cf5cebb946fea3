import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { clientIdSchema } from "@/lib/protocol/client-id";
import type { ImContext } from "../../services/context";
import { route } from "../route";
import { requireSessionToken } from "./session-token";

const PAGE = 100;
const querySchema = z.object({
  client_id: clientIdSchema,
  start_ts: z.coerce.number().int().min(0).default(0),
  notification_type: z.enum(["permanent", "droppable"]).optional(),
});

/**
 * GET /1.1/rtm/notifications: what happened to a client while it was away. JavaScript names the type
 * and reads a flat page; Swift names none and reads both kinds. Droppable ones (others who came and
 * went, new attributes and roles) are not kept: a client that missed any is told to drop its cache.
 */
export function registerNotifications(app: FastifyInstance, context: ImContext): void {
  route(app, {
    method: "GET",
    path: "/1.1/rtm/notifications",
    key: "any",
    query: querySchema,
    async handle({ query, request }) {
      await requireSessionToken(context, request, query.client_id);
      const { client_id: clientId, start_ts: since, notification_type: type } = query;
      if (type === "permanent") return readPermanent(context, clientId, since);
      const invalidLocalConvCache = await context.store.hasChangedConversations(clientId, since);
      const droppable = { invalidLocalConvCache, notifications: [] };
      if (type === "droppable") return { hasMore: false, ...droppable };
      return { permanent: await readPermanent(context, clientId, since), droppable };
    },
  });
}

async function readPermanent(context: ImContext, clientId: string, since: number) {
  const rows = await context.store.getNotifications(clientId, since, PAGE + 1);
  return { hasMore: rows.length > PAGE, notifications: rows.slice(0, PAGE).map(({ body }) => body) };
}
