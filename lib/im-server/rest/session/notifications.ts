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
 * and reads a flat page; Swift names none and reads both kinds, of which it is told to drop its
 * cache instead of the droppable ones.
 */
export function registerNotifications(app: FastifyInstance, context: ImContext): void {
  route(app, {
    method: "GET",
    path: "/1.1/rtm/notifications",
    key: "any",
    query: querySchema,
    async handle({ query, request }) {
      await requireSessionToken(context, request, query.client_id);
      const rows = await context.store.getNotifications(query.client_id, query.start_ts, PAGE + 1);
      const page = {
        hasMore: rows.length > PAGE,
        notifications: rows.slice(0, PAGE).map(({ body }) => body),
      };
      if (query.notification_type === "permanent") return page;
      const droppable = { invalidLocalConvCache: true, notifications: [] };
      return query.notification_type === "droppable"
        ? { hasMore: false, notifications: [] }
        : { permanent: page, droppable };
    },
  });
}
