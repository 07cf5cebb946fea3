import type { FastifyInstance } from "fastify";
import { broadcastsQuerySchema } from "@/lib/protocol/rest/service-conversations";
import { listBroadcasts } from "../services/broadcasts/list-broadcasts";
import type { ImContext } from "../services/context";
import { presentBroadcast } from "./present/message";
import { route } from "./route";

/** GET of the broadcasts that are still valid, newest first: the same in 1.1 and 1.2. */
export function registerBroadcastList(app: FastifyInstance, context: ImContext, path: string): void {
  route(app, {
    method: "GET",
    path,
    key: "master",
    query: broadcastsQuerySchema,
    async handle({ query }) {
      const filter = { conversationId: query.conv_id, skip: query.skip, limit: query.limit };
      return (await listBroadcasts(context, filter)).map(presentBroadcast);
    },
  });
}
