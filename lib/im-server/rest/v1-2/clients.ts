import type { FastifyInstance } from "fastify";
import { z } from "zod";
import {
  checkOnlineBodySchema,
  clientBlacklistBodySchema,
  kickBodySchema,
  unreadQuerySchema,
} from "@/lib/protocol/rest/clients";
import { clientListQuerySchema } from "@/lib/protocol/rest/conversations";
import { historyQuerySchema } from "@/lib/protocol/rest/history";
import { subscriptionsQuerySchema } from "@/lib/protocol/rest/service-conversations";
import { acceptConversation } from "../../services/blocks/accept-conversation";
import { listRefused } from "../../services/blocks/list-refused";
import { refuseConversation } from "../../services/blocks/refuse-conversation";
import { countUnread } from "../../services/clients/count-unread";
import { kickClient } from "../../services/clients/kick-client";
import { signClient } from "../../services/clients/sign-client";
import type { ImContext } from "../../services/context";
import { getHistory } from "../../services/messages/get-history";
import { listSubscriptions } from "../../services/subscribers/list-subscriptions";
import { toHistoryInput } from "../history-input";
import { inCrowd } from "../in-crowd";
import { clientParams } from "../path-params";
import { presentMessage } from "../present/message";
import { presentSubscription } from "../present/subscription";
import { route } from "../route";

const base = "/1.2/rtm/clients";

/** What is known of a client, and what can be done to it. */
export function registerClients(app: FastifyInstance, context: ImContext): void {
  route(app, {
    method: "POST",
    path: `${base}/check-online`,
    key: "master",
    body: checkOnlineBodySchema,
    handle: ({ body }) => ({ results: context.presence.filterOnline(body.client_ids) }),
  });

  route(app, {
    method: "GET",
    path: `${base}/sign`,
    key: "any",
    query: z.object({ session_token: z.string().min(1).max(1000) }),
    handle: ({ query }) => signClient(context, query.session_token),
  });

  route(app, {
    method: "GET",
    path: `${base}/:client/unread-count`,
    key: "any",
    params: clientParams,
    query: unreadQuerySchema,
    handle: async ({ params, query, access }) => ({
      count: await inCrowd(context, access, () => countUnread(context, params.client, query.conv_id)),
    }),
  });

  route(app, {
    method: "POST",
    path: `${base}/:client/kick`,
    key: "master",
    params: clientParams,
    body: kickBodySchema,
    async handle({ params, body }) {
      await kickClient(context, params.client, body.reason);
      return {};
    },
  });

  route(app, {
    method: "GET",
    path: `${base}/:client/service-conversations`,
    key: "master",
    params: clientParams,
    query: subscriptionsQuerySchema,
    async handle({ params, query }) {
      const page = { ...query, conversationId: query.conv_id };
      return (await listSubscriptions(context, params.client, page)).map(presentSubscription);
    },
  });

  route(app, {
    method: "GET",
    path: `${base}/:client/messages`,
    key: "master",
    params: clientParams,
    query: historyQuerySchema,
    async handle({ params, query }) {
      const scope = { kind: "sender" as const, clientId: params.client };
      return (await getHistory(context, scope, toHistoryInput(query))).map(presentMessage);
    },
  });

  registerClientBlacklists(app, context);
}

function registerClientBlacklists(app: FastifyInstance, context: ImContext): void {
  const path = `${base}/:client/blacklists`;

  route(app, {
    method: "POST",
    path,
    key: "master",
    params: clientParams,
    body: clientBlacklistBodySchema,
    async handle({ params, body }) {
      await refuseConversation(context, params.client, body.conv_id);
      return {};
    },
  });

  route(app, {
    method: "DELETE",
    path,
    key: "master",
    params: clientParams,
    body: clientBlacklistBodySchema,
    async handle({ params, body }) {
      await acceptConversation(context, params.client, body.conv_id);
      return {};
    },
  });

  route(app, {
    method: "GET",
    path,
    key: "master",
    params: clientParams,
    query: clientListQuerySchema,
    async handle({ params, query }) {
      const page = await listRefused(context, params.client, query);
      return page.next === null
        ? { conv_ids: page.conversationIds }
        : { conv_ids: page.conversationIds, next: page.next };
    },
  });
}
