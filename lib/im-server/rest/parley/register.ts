import type { FastifyInstance } from "fastify";
import type { ImContext } from "../../services/context";
import { registerCapabilities } from "./capabilities";
import { registerEvents } from "./events";
import { registerGoAway } from "./goaway";
import { registerImport } from "./import";
import { registerParleyMessages } from "./messages";
import { registerOverview } from "./overview";
import { registerPresence } from "./presence";
import { registerRestrictions } from "./restrictions";
import { registerSessions } from "./sessions";
import { registerSettings } from "./settings";
import { registerTraces } from "./traces";

/** What this server offers beyond LeanCloud, under /parley/1. */
export function registerParley(app: FastifyInstance, context: ImContext): void {
  registerCapabilities(app, context);
  registerParleyMessages(app, context);
  registerOverview(app, context);
  registerImport(app, context);
  registerSettings(app, context);
  registerGoAway(app, context);
  registerEvents(app, context);
  registerPresence(app, context);
  registerSessions(app, context);
  registerTraces(app, context);
  registerRestrictions(app, context);
}
