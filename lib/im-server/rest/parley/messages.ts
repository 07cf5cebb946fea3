import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import {
  lastChangesBodySchema,
  type MessageChangeWire,
  searchQuerySchema,
  versionsQuerySchema,
} from "@/lib/protocol/rest/parley";
import type { ImContext } from "../../services/context";
import { getLastChanges } from "../../services/messages/get-last-changes";
import { getVersions } from "../../services/messages/get-versions";
import { searchMessages } from "../../services/messages/search-messages";
import type { MessageKey } from "../../store/interface";
import type { MessageChange } from "../../store/version-interface";
import { presentMessage } from "../present/message";
import { route } from "../route";

/** GET /parley/1/messages/search and versions, POST last-changes. */
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
      const versions = await getVersions(context, keyOf(query));
      return {
        results: versions.map(({ data, binary, ...change }) => ({
          data,
          bin: binary,
          ...presentChange(change),
        })),
      };
    },
  });

  route(app, {
    method: "POST",
    path: "/parley/1/messages/last-changes",
    key: "master",
    body: lastChangesBodySchema,
    async handle({ body }) {
      const changes = await getLastChanges(context, body.messages.map(keyOf));
      return { results: changes.map((change) => change && presentChange(change)) };
    },
  });
}

function keyOf(named: z.output<typeof versionsQuerySchema>): MessageKey {
  return {
    box: { conversationId: named.conv_id, clientId: named.client_id },
    messageId: named.msg_id,
    timestamp: named.timestamp,
  };
}

function presentChange({ at, cause, by, operation }: MessageChange): MessageChangeWire {
  return { at, cause, by, operation_id: operation };
}
