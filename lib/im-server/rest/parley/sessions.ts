import type { FastifyInstance } from "fastify";
import type { ClientSessionsReply } from "@/lib/protocol/rest/sessions";
import { getClientSessions } from "../../services/clients/get-client-sessions";
import type { ImContext } from "../../services/context";
import { clientParams } from "../path-params";
import { presentSession } from "../present/session";
import { route } from "../route";

/** GET /parley/1/clients/:client/sessions. */
export function registerSessions(app: FastifyInstance, context: ImContext): void {
  route(app, {
    method: "GET",
    path: "/parley/1/clients/:client/sessions",
    key: "master",
    params: clientParams,
    async handle({ params }): Promise<ClientSessionsReply> {
      const { open, recent } = await getClientSessions(context, params.client);
      return {
        open: open.map((session) => ({ ...presentSession(session), chatroom: session.roomId })),
        recent: recent.map((login) => ({
          ...presentSession(login),
          ended_at: login.endedAt,
          cause: login.cause,
        })),
      };
    },
  });
}
