import type { FastifyInstance } from "fastify";
import { eventsQuerySchema } from "@/lib/protocol/rest/events";
import { parsePosition } from "../../services/changes/position";
import type { ImContext } from "../../services/context";
import { route } from "../route";
import { streamChanges } from "./stream-changes";

/** GET /parley/1/events: what changes, as it changes, as server-sent events. */
export function registerEvents(app: FastifyInstance, context: ImContext): void {
  route(app, {
    method: "GET",
    path: "/parley/1/events",
    key: "master",
    query: eventsQuerySchema,
    async handle({ query, request, reply }) {
      const header = request.headers["last-event-id"];
      const given = typeof header === "string" && header !== "" ? header : query.after;
      const reader = await context.changes.read(given ? parsePosition(given) : null);
      reply.hijack();
      void streamChanges(context.changes, reader, reply.raw, { log: request.log });
    },
  });
}
