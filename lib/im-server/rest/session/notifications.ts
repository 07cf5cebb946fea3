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
 * went, new attributes and roles) are kept for a while: a client that missed more drops its cache.
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
      if (type === "droppable") return { hasMore: false, ...(await readDroppable(context, clientId, since)) };
      const permanent = await readPermanent(context, clientId, since);
      // Swift asks for no further page: of what it is not told it must not keep an older picture.
      const droppable = permanent.hasMore ? nothingKept : await readDroppable(context, clientId, since);
      return { permanent, droppable };
    },
  });
}

const nothingKept = { invalidLocalConvCache: true, notifications: [] };

async function readDroppable(context: ImContext, clientId: string, since: number) {
  const notifications = await context.store.getDroppables(clientId, since, PAGE, context.now());
  return notifications === null ? nothingKept : { invalidLocalConvCache: false, notifications };
}

async function readPermanent(context: ImContext, clientId: string, since: number) {
  const rows = await context.store.getNotifications(clientId, since, PAGE);
  // After a full page that was the last one, clients ask once more and get an empty one.
  return { hasMore: rows.length >= PAGE, notifications: rows.map(({ body }) => body) };
}
