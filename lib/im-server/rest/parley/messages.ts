import type { FastifyInstance } from "fastify";
import { searchQuerySchema, versionsQuerySchema } from "@/lib/protocol/rest/parley";
import type { ImContext } from "../../services/context";
import { getVersions } from "../../services/messages/get-versions";
import { searchMessages } from "../../services/messages/search-messages";
import { presentMessage } from "../present/message";
import { route } from "../route";

/** GET /parley/1/messages/search and /parley/1/messages/versions. */
export function registerParleyMessages(app: FastifyInstance, context: ImContext): void {
  route(app, {
    method: "GET",
    path: "/parley/1/messages/search",
    key: "master",
    query: searchQuerySchema,
    async handle({ query }) {
      const page = await searchMessages(context, {
        text: query.q,
        conversationId: query.conv_id,
        from: query.from,
        after: query.after,
        before: query.before,
        cursor: query.cursor ?? null,
        limit: query.limit,
      });
      return { results: page.messages.map(presentMessage), cursor: page.cursor };
    },
  });

  route(app, {
    method: "GET",
    path: "/parley/1/messages/versions",
    key: "master",
    query: versionsQuerySchema,
    async handle({ query }) {
      const versions = await getVersions(context, {
        box: { conversationId: query.conv_id, clientId: query.client_id },
        messageId: query.msg_id,
        timestamp: query.timestamp,
      });
      return {
        results: versions.map(({ data, binary, at, cause }) => ({ data, bin: binary, at, cause })),
      };
    },
  });
}
