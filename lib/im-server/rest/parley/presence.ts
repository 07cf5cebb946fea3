import type { FastifyInstance } from "fastify";
import { presenceBodySchema } from "@/lib/protocol/rest/presence";
import { listPresence } from "../../services/clients/list-presence";
import type { ImContext } from "../../services/context";
import { route } from "../route";

/** POST /parley/1/clients/presence: like check-online, for many, and when the others were last seen. */
export function registerPresence(app: FastifyInstance, context: ImContext): void {
  route(app, {
    method: "POST",
    path: "/parley/1/clients/presence",
    key: "master",
    body: presenceBodySchema,
    handle: async ({ body }) => ({
      results: (await listPresence(context, body.client_ids)).map((client) => ({
        client_id: client.clientId,
        online: client.isOnline,
        last_seen: client.lastSeenAt,
      })),
    }),
  });
}
