import type { FastifyInstance } from "fastify";
import { clientListQuerySchema } from "@/lib/protocol/rest/conversations";
import type { RestrictionsReply, TimedSilencesReply } from "@/lib/protocol/rest/restrictions";
import { listPage } from "../../services/client-lists/read-list";
import type { ImContext } from "../../services/context";
import { listTimedSilences } from "../../services/silences/list-timed-silences";
import { clientParams, conversationParams } from "../path-params";
import { route } from "../route";

/** Silences for a time, which LeanCloud's own endpoints do not list, and where a client is silenced or blocked. */
export function registerRestrictions(app: FastifyInstance, context: ImContext): void {
  route(app, {
    method: "GET",
    path: "/parley/1/conversations/:id/temporary-silenceds",
    key: "master",
    params: conversationParams,
    query: clientListQuerySchema,
    async handle({ params, query }): Promise<TimedSilencesReply> {
      const { silences, next } = await listTimedSilences(context, params.id, query);
      return { results: silences.map(({ clientId, until }) => ({ client_id: clientId, until })), next };
    },
  });

  route(app, {
    method: "GET",
    path: "/parley/1/clients/:client/restrictions",
    key: "master",
    params: clientParams,
    query: clientListQuerySchema,
    async handle({ params, query }): Promise<RestrictionsReply> {
      const { store, now } = context;
      const { restrictions, next } = await store.getRestrictions(params.client, listPage(query), now());
      const results = restrictions.map(({ conversationId, list, until }) => ({
        conv_id: conversationId,
        kind: list === "blocks" ? ("block" as const) : ("silence" as const),
        until,
      }));
      return { results, next };
    },
  });
}
