import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { clientIdSchema, idSchema } from "@/lib/protocol/client-id";
import {
  subscribers11QuerySchema,
  subscription11Schema,
  subscriptionsQuerySchema,
} from "@/lib/protocol/rest/service-conversations";
import type { ImContext } from "../../services/context";
import { countSubscribers } from "../../services/subscribers/count-subscribers";
import { isSubscribed } from "../../services/subscribers/is-subscribed";
import { listSubscribers } from "../../services/subscribers/list-subscribers";
import { listSubscriptions } from "../../services/subscribers/list-subscriptions";
import { subscribe } from "../../services/subscribers/subscribe";
import { unsubscribe } from "../../services/subscribers/unsubscribe";
import { presentSubscription } from "../present/subscription";
import { route } from "../route";

const base = "/1.1/rtm/conversation";

/** Subscribing to service conversations: POST, DELETE and GET, and who subscribes to what. */
export function registerSubscription11(app: FastifyInstance, context: ImContext): void {
  route(app, {
    method: "POST",
    path: `${base}/subscription`,
    key: "master",
    body: subscription11Schema,
    async handle({ body }) {
      await subscribe(context, body.conv_id, body.client_id);
      return {};
    },
  });

  route(app, {
    method: "DELETE",
    path: `${base}/subscription`,
    key: "master",
    query: subscription11Schema,
    async handle({ query }) {
      await unsubscribe(context, query.conv_id, query.client_id);
      return {};
    },
  });

  route(app, {
    method: "GET",
    path: `${base}/subscription`,
    key: "master",
    query: z.intersection(subscriptionsQuerySchema, z.object({ client_id: clientIdSchema })),
    async handle({ query }) {
      const page = { ...query, conversationId: query.conv_id };
      return (await listSubscriptions(context, query.client_id, page)).map(presentSubscription);
    },
  });

  route(app, {
    method: "GET",
    path: `${base}/subscribers`,
    key: "master",
    query: subscribers11QuerySchema,
    async handle({ query }) {
      const page = { limit: query.limit, after: query.client_id };
      return (await listSubscribers(context, query.conv_id, page)).map(presentSubscription);
    },
  });

  route(app, {
    method: "GET",
    path: `${base}/subscribers/count`,
    key: "master",
    query: z.object({ conv_id: idSchema }),
    handle: async ({ query }) => ({ count: await countSubscribers(context, query.conv_id) }),
  });

  route(app, {
    method: "GET",
    path: `${base}/subscribed`,
    key: "master",
    query: subscription11Schema,
    handle: ({ query }) => isSubscribed(context, query.conv_id, query.client_id),
  });
}
