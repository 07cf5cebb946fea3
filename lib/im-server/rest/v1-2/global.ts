import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { idSchema } from "@/lib/protocol/client-id";
import { conversationsQuerySchema } from "@/lib/protocol/rest/conversations";
import { historyQuerySchema } from "@/lib/protocol/rest/history";
import { broadcastBodySchema, broadcastsQuerySchema } from "@/lib/protocol/rest/service-conversations";
import { deleteBroadcast } from "../../services/broadcasts/delete-broadcast";
import { listBroadcasts } from "../../services/broadcasts/list-broadcasts";
import { sendBroadcast } from "../../services/broadcasts/send-broadcast";
import type { ImContext } from "../../services/context";
import { findConversations } from "../../services/conversations/find-conversations";
import { getHistory } from "../../services/messages/get-history";
import { toHistoryInput } from "../history-input";
import { presentConversation } from "../present/conversation";
import { presentBroadcast, presentMessage, presentSent } from "../present/message";
import { selectKeys } from "../present/select-keys";
import { route } from "../route";
import { readStorageQuery } from "../storage/read-query";

/** The endpoints about the whole app: stats, all-conversations, messages and broadcasts. */
export function registerGlobal(app: FastifyInstance, context: ImContext): void {
  route(app, {
    method: "GET",
    path: "/1.2/rtm/stats",
    key: "master",
    handle: () => ({
      result: {
        online_user_count: context.presence.countOnline(),
        user_count_today: context.presence.countToday(),
      },
    }),
  });

  route(app, {
    method: "GET",
    path: "/1.2/rtm/all-conversations",
    key: "master",
    query: conversationsQuerySchema,
    async handle({ query, access }) {
      const page = await readStorageQuery(context, access, query);
      const { rows, count } = await findConversations(context, page);
      const results = rows.map((row) => selectKeys(presentConversation(row), query.keys));
      return count === null ? { results } : { results, count };
    },
  });

  route(app, {
    method: "GET",
    path: "/1.2/rtm/messages",
    key: "master",
    query: historyQuerySchema,
    handle: async ({ query }) =>
      (await getHistory(context, { kind: "app" }, toHistoryInput(query))).map(presentMessage),
  });

  registerBroadcasts(app, context);
}

function registerBroadcasts(app: FastifyInstance, context: ImContext): void {
  route(app, {
    method: "POST",
    path: "/1.2/rtm/broadcasts",
    key: "master",
    body: broadcastBodySchema,
    async handle({ body }) {
      const sent = await sendBroadcast(context, {
        conversationId: body.conv_id,
        from: body.from_client,
        data: body.message,
        validTill: body.valid_till,
        pushData: body.push,
        transient: body.transient ?? false,
      });
      return presentSent(sent);
    },
  });

  route(app, {
    method: "GET",
    path: "/1.2/rtm/broadcasts",
    key: "master",
    query: broadcastsQuerySchema,
    async handle({ query }) {
      const filter = { conversationId: query.conv_id, skip: query.skip, limit: query.limit };
      return (await listBroadcasts(context, filter)).map(presentBroadcast);
    },
  });

  route(app, {
    method: "DELETE",
    path: "/1.2/rtm/broadcasts/:messageId",
    key: "master",
    params: z.object({ messageId: idSchema }),
    async handle({ params }) {
      await deleteBroadcast(context, params.messageId);
      return {};
    },
  });
}
