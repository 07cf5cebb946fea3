import type { FastifyInstance } from "fastify";
import {
  subscribeBodySchema,
  subscriberMessageBodySchema,
  subscribersQuerySchema,
} from "@/lib/protocol/rest/service-conversations";
import { sendSubscriberMessage } from "../../services/broadcasts/send-subscriber-message";
import type { ImContext } from "../../services/context";
import { countSubscribers } from "../../services/subscribers/count-subscribers";
import { listSubscribers } from "../../services/subscribers/list-subscribers";
import { subscribe } from "../../services/subscribers/subscribe";
import { unsubscribe } from "../../services/subscribers/unsubscribe";
import { callerIp } from "../caller-ip";
import { conversationParams, subscriberParams } from "../path-params";
import { presentSent } from "../present/message";
import { presentSubscription } from "../present/subscription";
import { route } from "../route";
import { serviceGroup } from "./groups";

/** A service conversation's subscribers, and messages to all of them. */
export function registerSubscribers(app: FastifyInstance, context: ImContext): void {
  const path = `${serviceGroup.base}/:id/subscribers`;

  route(app, {
    method: "POST",
    path,
    key: "master",
    params: conversationParams,
    body: subscribeBodySchema,
    async handle({ params, body }) {
      await subscribe(context, params.id, body.client_id);
      return {};
    },
  });

  route(app, {
    method: "DELETE",
    path: `${path}/:client`,
    key: "master",
    params: subscriberParams,
    async handle({ params }) {
      await unsubscribe(context, params.id, params.client);
      return {};
    },
  });

  route(app, {
    method: "GET",
    path,
    key: "master",
    params: conversationParams,
    query: subscribersQuerySchema,
    async handle({ params, query }) {
      const page = { limit: query.limit, after: query.client_id };
      return (await listSubscribers(context, params.id, page)).map(presentSubscription);
    },
  });

  route(app, {
    method: "GET",
    path: `${path}/count`,
    key: "master",
    params: conversationParams,
    handle: async ({ params }) => ({ count: await countSubscribers(context, params.id) }),
  });

  route(app, {
    method: "POST",
    path: `${serviceGroup.base}/:id/broadcasts`,
    key: "master",
    params: conversationParams,
    body: subscriberMessageBodySchema,
    async handle({ params, body, request }) {
      const sent = await sendSubscriberMessage(context, {
        conversationId: params.id,
        from: body.from_client,
        data: body.message,
        pushData: body.push,
        fromIp: callerIp(request),
      });
      return presentSent(sent);
    },
  });
}
