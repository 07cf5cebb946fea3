import type { FastifyInstance } from "fastify";
import { clientIdsBodySchema, clientListQuerySchema } from "@/lib/protocol/rest/conversations";
import { blockClients } from "../../services/blocks/block-clients";
import { unblockClients } from "../../services/blocks/unblock-clients";
import { readList } from "../../services/client-lists/read-list";
import type { ImContext } from "../../services/context";
import { conversationParams } from "../path-params";
import { presentClientList } from "../present/client-list";
import { route } from "../route";
import type { ConversationGroup } from "./groups";

/** POST, DELETE and GET of the clients that a conversation has blocked. */
export function registerBlacklists(app: FastifyInstance, context: ImContext, group: ConversationGroup): void {
  const path = `${group.base}/:id/blacklists`;

  route(app, {
    method: "POST",
    path,
    key: "master",
    params: conversationParams,
    body: clientIdsBodySchema,
    async handle({ params, body }) {
      await blockClients(context, params.id, body.client_ids);
      return {};
    },
  });

  route(app, {
    method: "DELETE",
    path,
    key: "master",
    params: conversationParams,
    body: clientIdsBodySchema,
    async handle({ params, body }) {
      await unblockClients(context, params.id, body.client_ids);
      return {};
    },
  });

  route(app, {
    method: "GET",
    path,
    key: "master",
    params: conversationParams,
    query: clientListQuerySchema,
    handle: async ({ params, query }) =>
      presentClientList(await readList(context, "blocks", params.id, query)),
  });
}
