import type { FastifyInstance } from "fastify";
import { clientIdsBodySchema, clientListQuerySchema } from "@/lib/protocol/rest/conversations";
import { readList } from "../../services/client-lists/read-list";
import type { ImContext } from "../../services/context";
import { silence } from "../../services/silences/silence";
import { unsilence } from "../../services/silences/unsilence";
import { conversationParams } from "../path-params";
import { presentClientList } from "../present/client-list";
import { route } from "../route";
import type { ConversationGroup } from "./groups";

/** POST, DELETE and GET of silences that last until they are lifted. */
export function registerPermanentSilenceds(
  app: FastifyInstance,
  context: ImContext,
  group: ConversationGroup,
): void {
  const path = `${group.base}/:id/permanent-silenceds`;

  route(app, {
    method: "POST",
    path,
    key: "master",
    params: conversationParams,
    body: clientIdsBodySchema,
    async handle({ params, body }) {
      await silence(context, params.id, body.client_ids);
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
      await unsilence(context, params.id, body.client_ids);
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
      presentClientList(await readList(context, "silences", params.id, query)),
  });
}
