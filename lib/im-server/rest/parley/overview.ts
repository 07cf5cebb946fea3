import type { FastifyInstance } from "fastify";
import { clientOverviewQuerySchema, lastMessagesBodySchema } from "@/lib/protocol/rest/parley";
import { getClientOverview } from "../../services/clients/get-client-overview";
import type { ImContext } from "../../services/context";
import { getLastMessages } from "../../services/messages/get-last-messages";
import { clientParams } from "../path-params";
import { presentConversation } from "../present/conversation";
import { presentMessage } from "../present/message";
import { route } from "../route";

/** Overviews that a console needs in one call: last messages, counts, one client. */
export function registerOverview(app: FastifyInstance, context: ImContext): void {
  route(app, {
    method: "POST",
    path: "/parley/1/conversations/last-messages",
    key: "master",
    body: lastMessagesBodySchema,
    handle: async ({ body }) => ({
      results: (await getLastMessages(context, body.conv_ids)).map(presentMessage),
    }),
  });

  route(app, {
    method: "GET",
    path: "/parley/1/stats",
    key: "master",
    handle: async () => ({ ...(await context.store.stats()), online: context.presence.countOnline() }),
  });

  route(app, {
    method: "GET",
    path: "/parley/1/clients/:client",
    key: "master",
    params: clientParams,
    query: clientOverviewQuerySchema,
    async handle({ params, query }) {
      const overview = await getClientOverview(context, params.client, query);
      return {
        client_id: params.client,
        online: overview.sessions > 0,
        sessions: overview.sessions,
        last_seen: overview.lastSeenAt,
        unread: overview.unread,
        first_message: overview.firstMessage && presentMessage(overview.firstMessage),
        last_message: overview.lastMessage && presentMessage(overview.lastMessage),
        conversation_count: overview.conversationCount,
        conversations: overview.conversations.map((row) => presentConversation(row)),
        cursor: overview.cursor,
      };
    },
  });
}
