import type { FastifyInstance } from "fastify";
import { clientIdsBodySchema, clientListQuerySchema } from "@/lib/protocol/rest/conversations";
import { blockClients } from "../../services/blocks/block-clients";
import { unblockClients } from "../../services/blocks/unblock-clients";
import { readList } from "../../services/client-lists/read-list";
import type { ImContext } from "../../services/context";
import { silence } from "../../services/silences/silence";
import { unsilence } from "../../services/silences/unsilence";
import { conversationParams } from "../path-params";
import { presentClientList } from "../present/client-list";
import { type ConversationGroup, groupRoute } from "./groups";

const lists = [
  // Silences that last until they are lifted.
  { name: "permanent-silenceds", list: "silences", add: silence, remove: unsilence },
  { name: "blacklists", list: "blocks", add: blockClients, remove: unblockClients },
] as const;

/** POST, DELETE and GET of the clients that a conversation has silenced or blocked. */
export function registerClientLists(
  app: FastifyInstance,
  context: ImContext,
  group: ConversationGroup,
): void {
  for (const { name, list, add, remove } of lists) {
    const path = `${group.base}/:id/${name}`;

    for (const [method, change] of [
      ["POST", add],
      ["DELETE", remove],
    ] as const) {
      groupRoute(app, context, group, {
        method,
        path,
        params: conversationParams,
        body: clientIdsBodySchema,
        async handle({ params, body }) {
          await change(context, params.id, body.client_ids);
          return {};
        },
      });
    }

    groupRoute(app, context, group, {
      method: "GET",
      path,
      params: conversationParams,
      query: clientListQuerySchema,
      handle: async ({ params, query }) => presentClientList(await readList(context, list, params.id, query)),
    });
  }
}
