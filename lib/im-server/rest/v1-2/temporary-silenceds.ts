import type { FastifyInstance } from "fastify";
import { clientIdQuerySchema, temporarySilenceBodySchema } from "@/lib/protocol/rest/conversations";
import type { ImContext } from "../../services/context";
import { silenceTemporarily } from "../../services/silences/silence-temporarily";
import { unsilenceTemporarily } from "../../services/silences/unsilence-temporarily";
import { conversationParams } from "../path-params";
import { type ConversationGroup, groupRoute } from "./groups";

/** POST and DELETE of silences that end by themselves. */
export function registerTemporarySilenceds(
  app: FastifyInstance,
  context: ImContext,
  group: ConversationGroup,
): void {
  const path = `${group.base}/:id/temporary-silenceds`;

  groupRoute(app, context, group, {
    method: "POST",
    path,
    params: conversationParams,
    body: temporarySilenceBodySchema,
    async handle({ params, body }) {
      await silenceTemporarily(context, params.id, body.client_id, body.ttl);
      return {};
    },
  });

  groupRoute(app, context, group, {
    method: "DELETE",
    path,
    params: conversationParams,
    query: clientIdQuerySchema,
    async handle({ params, query }) {
      await unsilenceTemporarily(context, params.id, query.client_id);
      return {};
    },
  });
}
