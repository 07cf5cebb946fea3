import type { FastifyInstance } from "fastify";
import { restErrorCodes } from "@/lib/protocol/error-codes";
import { eventsQuerySchema } from "@/lib/protocol/rest/events";
import { parsePosition } from "../../services/changes/position";
import type { ImContext } from "../../services/context";
import { ImError } from "../../services/errors";
import { route } from "../route";
import { streamChanges } from "./stream-changes";

/** Streams at one time. A console needs one: it hears for all its operators. */
const MAX_STREAMS = 100;
const RETRY_AFTER = 10_000;

/** GET /parley/1/events: what changes, as it changes, as server-sent events. Refused (429) beyond 100 streams. */
export function registerEvents(app: FastifyInstance, context: ImContext): void {
  let open = 0;
  route(app, {
    method: "GET",
    path: "/parley/1/events",
    key: "master",
    query: eventsQuerySchema,
    isStream: true,
    async handle({ query, request, reply }) {
      const header = request.headers["last-event-id"];
      const given = typeof header === "string" && header !== "" ? header : query.after;
      const after = given ? parsePosition(given) : null;
      if (open >= MAX_STREAMS) {
        throw new ImError(restErrorCodes.tooManyRequests, "Too many streams.", { retryAfter: RETRY_AFTER });
      }
      open += 1;
      const free = () => {
        open -= 1;
      };
      const reader = await context.changes.read(after).catch((error: unknown) => {
        free();
        throw error;
      });
      reply.hijack();
      void streamChanges(context.changes, reader, reply.raw, { log: request.log }).finally(free);
    },
  });
}
