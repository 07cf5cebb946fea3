import type { FastifyInstance } from "fastify";
import type { ImContext } from "../../services/context";
import { registerBroadcast11 } from "./broadcast";
import { registerClients11 } from "./clients";
import { registerHistory11 } from "./history";
import { registerLogs11 } from "./logs";
import { registerMessages11 } from "./messages";
import { registerSubscription11 } from "./subscription";

/** LeanCloud's IM REST API 1.1. */
export function registerV11(app: FastifyInstance, context: ImContext): void {
  registerMessages11(app, context);
  registerHistory11(app, context);
  registerLogs11(app, context);
  registerBroadcast11(app, context);
  registerSubscription11(app, context);
  registerClients11(app, context);
}
