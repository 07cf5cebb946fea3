import type { FastifyInstance } from "fastify";
import { traceQuerySchema } from "@/lib/protocol/rest/traces";
import type { ImContext } from "../../services/context";
import { traceMessage } from "../../services/traces/trace-message";
import { presentTrace } from "../present/trace";
import { route } from "../route";

/** GET /parley/1/messages/trace. */
export function registerTraces(app: FastifyInstance, context: ImContext): void {
  route(app, {
    method: "GET",
    path: "/parley/1/messages/trace",
    key: "master",
    query: traceQuerySchema,
    async handle({ query }) {
      const trace = await traceMessage(context, {
        conversationId: query.conv_id,
        messageId: query.msg_id,
        timestamp: query.timestamp,
        clientId: query.client_id ?? null,
        receiver: query.receiver ?? null,
      });
      return presentTrace(trace);
    },
  });
}
