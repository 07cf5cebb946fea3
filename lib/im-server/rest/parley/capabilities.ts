import type { FastifyInstance } from "fastify";
import type { Capabilities } from "@/lib/protocol/rest/parley";
import type { ImContext } from "../../services/context";
import { route } from "../route";

const VERSION = "0.1.0";

/** GET /parley/1/capabilities and, without a key, /parley/1/health. */
export function registerCapabilities(app: FastifyInstance, context: ImContext): void {
  route(app, {
    method: "GET",
    path: "/parley/1/capabilities",
    key: "master",
    handle: (): Capabilities => ({
      server: "parley",
      version: VERSION,
      search: true,
      versions: true,
      changers: true,
      lastMessages: true,
      stats: true,
      clientOverview: true,
      liveEvents: true,
      gateway: true,
      sessions: true,
      traces: true,
      restrictions: true,
      settings: true,
      quotas: context.quotas,
    }),
  });

  route(app, {
    method: "GET",
    path: "/parley/1/health",
    key: "none",
    handle: () => ({ status: "ok" }),
  });
}
