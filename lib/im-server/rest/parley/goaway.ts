import type { FastifyInstance } from "fastify";
import type { ImContext } from "../../services/context";
import { route } from "../route";

/** Sends every connected client back to the router: before a move to another address, or a restart. */
export function registerGoAway(app: FastifyInstance, context: ImContext): void {
  route(app, {
    method: "POST",
    path: "/parley/1/goaway",
    key: "master",
    handle: () => ({ connections: context.presence.goAway() }),
  });
}
