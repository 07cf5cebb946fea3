import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { idSchema } from "@/lib/protocol/client-id";
import { historyQuerySchema } from "@/lib/protocol/rest/history";
import { broadcastBodySchema } from "@/lib/protocol/rest/service-conversations";
import { deleteBroadcast } from "../../services/broadcasts/delete-broadcast";
import { sendBroadcast } from "../../services/broadcasts/send-broadcast";
import type { ImContext } from "../../services/context";
import { getHistory } from "../../services/messages/get-history";
import { registerBroadcastList } from "../broadcast-list";
import { toHistoryInput } from "../history-input";
import { presentMessage, presentSent } from "../present/message";
import { route } from "../route";
import { registerConversationList } from "./conversation-list";

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

  registerConversationList(app, context, "/1.2/rtm/all-conversations");

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

  registerBroadcastList(app, context, "/1.2/rtm/broadcasts");

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
