import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { idSchema } from "@/lib/protocol/client-id";
import {
  broadcast11BodySchema,
  broadcastsQuerySchema,
  subscriberMessage11BodySchema,
} from "@/lib/protocol/rest/service-conversations";
import { deleteBroadcast } from "../../services/broadcasts/delete-broadcast";
import { listBroadcasts } from "../../services/broadcasts/list-broadcasts";
import { sendBroadcast } from "../../services/broadcasts/send-broadcast";
import { sendSubscriberMessage } from "../../services/broadcasts/send-subscriber-message";
import type { ImContext } from "../../services/context";
import { callerIp } from "../caller-ip";
import { presentBroadcast, presentSent } from "../present/message";
import { route } from "../route";

/** POST, GET and DELETE /rtm/broadcast, POST /rtm/broadcast/subscriber. */
export function registerBroadcast11(app: FastifyInstance, context: ImContext): void {
  const path = "/1.1/rtm/broadcast";

  route(app, {
    method: "POST",
    path,
    key: "master",
    body: broadcast11BodySchema,
    async handle({ body }) {
      const sent = await sendBroadcast(context, {
        conversationId: body.conv_id,
        from: body.from_peer,
        data: body.message,
        validTill: body.valid_till,
        pushData: body.push ?? body.push_data,
        transient: body.transient ?? false,
      });
      return presentSent(sent);
    },
  });

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

  route(app, {
    method: "DELETE",
    path,
    key: "master",
    query: z.object({ mid: idSchema }),
    async handle({ query }) {
      await deleteBroadcast(context, query.mid);
      return {};
    },
  });

  route(app, {
    method: "POST",
    path: `${path}/subscriber`,
    key: "master",
    body: subscriberMessage11BodySchema,
    async handle({ body, request }) {
      const sent = await sendSubscriberMessage(context, {
        conversationId: body.conv_id,
        from: body.from_peer,
        data: body.message,
        pushData: body.push,
        fromIp: callerIp(request),
      });
      return presentSent(sent);
    },
  });
}
