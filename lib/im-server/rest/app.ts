import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import { fastify, LogController } from "fastify";
import { restErrorCodes } from "@/lib/protocol/error-codes";
import type { ImContext } from "../services/context";
import { ImError } from "../services/errors";
import { wantsWebSocket } from "../upgrades";
import { type Access, authenticate } from "./auth";
import { refuseConnection, refuseExpectation } from "./client-errors";
import { answerPreflight } from "./cors";
import { registerDiscovery } from "./discovery";
import { presentError } from "./errors";
import { parseJsonBytes } from "./json";
import { registerMethodOverride, withoutCredentials } from "./method-override";
import { registerParley } from "./parley/register";
import { registerNotifications } from "./session/notifications";
import { registerStorage } from "./storage/register";
import { registerV11 } from "./v1-1/register";
import { registerV12 } from "./v1-2/register";

/** Above what any documented request needs: a batch of conversations with 500 members each. */
const BODY_LIMIT = 4 * 1024 * 1024;
/** A thousand ids with commas between them, as clients delete objects. */
const MAX_PARAM_LENGTH = 32_768;
/** How long a request may take to arrive: one that never ends must not hold its connection. */
const REQUEST_TIMEOUT = 60_000;
const nobody: Access = { isMaster: false };
/** Known to Node from 22.21 and 24.9 on. */
const upgrades = { shouldUpgradeCallback: wantsWebSocket };

/** The REST side as a fastify instance that does not listen yet. */
export function buildRest(
  context: ImContext,
  logger?: FastifyBaseLogger,
  trustsProxy: (address: string) => boolean = () => false,
  requestTimeout = REQUEST_TIMEOUT,
): FastifyInstance {
  const app = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trustsProxy,
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH, ignoreTrailingSlash: true },
    frameworkErrors: (error, _request, reply) => {
      const answer = presentError(error);
      reply.raw.writeHead(answer.status, { "content-type": "application/json; charset=utf-8" });
      reply.raw.end(JSON.stringify(answer.body));
    },
    requestTimeout,
    clientErrorHandler: refuseConnection,
    http: {
      ...upgrades,
      // Node looks for late bodies only where heads have no more time than whole requests.
      headersTimeout: requestTimeout,
      connectionsCheckingInterval: requestTimeout / 2,
      // Requests without a Host are answered like any other, not by node without a body.
      requireHostHeader: false,
    },
  });

  app.server.on("checkExpectation", refuseExpectation);
  app.decorate("endpoints", []);
  app.decorateRequest("access");
  app.removeAllContentTypeParsers();
  // Clients send JSON as text/plain, as a form (curl -d) or without any type: the body decides.
  app.addContentTypeParser("*", { parseAs: "buffer" }, async (_request: unknown, bytes: Buffer) =>
    bytes.length === 0 ? null : parseJsonBytes(bytes),
  );

  app.addHook("onRequest", async (request, reply) => {
    request.access = nobody;
    return answerPreflight(request, reply);
  });
  app.addHook("preHandler", async (request) => {
    if (request.routeOptions.config.key === "none") return;
    request.access = authenticate(context.keys, request.headers, request.body, context.now());
    request.body = withoutCredentials(request.body);
  });
  registerMethodOverride(app, context);

  app.setErrorHandler((error, request, reply) => {
    const answer = presentError(error);
    if (answer.isFault) request.log.error({ err: error, url: request.url }, "request failed");
    return reply.code(answer.status).headers(answer.headers).send(answer.body);
  });
  app.setNotFoundHandler(() => {
    throw new ImError(restErrorCodes.objectNotFound, "There is no such endpoint.");
  });

  registerStorage(app, context);
  registerV11(app, context);
  registerV12(app, context);
  registerParley(app, context);
  registerDiscovery(app, context);
  registerNotifications(app, context);
  return app;
}
