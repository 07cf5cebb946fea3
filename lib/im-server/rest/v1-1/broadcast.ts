import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { idSchema } from "@/lib/protocol/client-id";
import {
  broadcast11BodySchema,
  subscriberMessage11BodySchema,
} from "@/lib/protocol/rest/service-conversations";
import { deleteBroadcast } from "../../services/broadcasts/delete-broadcast";
import { sendBroadcast } from "../../services/broadcasts/send-broadcast";
import { sendSubscriberMessage } from "../../services/broadcasts/send-subscriber-message";
import type { ImContext } from "../../services/context";
import { registerBroadcastList } from "../broadcast-list";
import { callerIp } from "../caller-ip";
import { presentSent } from "../present/message";
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

  registerBroadcastList(app, context, path);

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
