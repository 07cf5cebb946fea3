import type { Server } from "node:http";
import type { FastifyBaseLogger } from "fastify";
import { boundConnections } from "./bound-connections";
import type { ImServerConfig } from "./config";
import { createGateway } from "./gateway/gateway";
import { Hub } from "./gateway/hub";
import type { GatewayOptions } from "./gateway/options";
import { acceptSockets } from "./gateway/ws";
import { openStore } from "./open-store";
import { buildRest } from "./rest/app";
import { resolveSubQueries } from "./rest/storage/sub-queries";
import { createContext } from "./services/context";
import { deleteIdle } from "./services/conversations/delete-idle";
import { endSilences } from "./services/silences/end-silences";
import { StartError } from "./start-error";
import { trustProxies } from "./trusted-proxies";

const DAY = 86_400_000;

/** How long open requests may take to end, those that never arrive among them. */
const CLOSE_GRACE = 5000;
/** How often connections are looked for whose request has ended while closing: clients would keep them open. */
const IDLE_CHECK = 50;

export type ImServer = {
  /** Listens; answers the address. @throws StartError when the port is busy */
  start(): Promise<string>;
  /** Ends open requests, then closes the store. */
  close(): Promise<void>;
  /** The address once started. */
  readonly url: string;
};

export type ImServerOptions = {
  logger?: FastifyBaseLogger;
  now?: () => number;
  gateway?: Partial<GatewayOptions>;
  /** How long a request may take to arrive, in milliseconds. */
  requestTimeout?: number;
};

/**
 * Builds the IM server: its store, its services, the HTTP side and the sockets on the same port.
 * @throws StartError when the data folder or its database cannot be used
 */
export async function createImServer(
  config: ImServerConfig,
  options: ImServerOptions = {},
): Promise<ImServer> {
  const store = await openStore(config);
  const hub = new Hub();
  const context = createContext({
    keys: config.keys,
    store,
    presence: hub.presence,
    quotas: config.quotas,
    now: options.now,
  });
  const trustsProxy = trustProxies(config.trustedProxies);
  const app = buildRest(context, options.logger, trustsProxy, options.requestTimeout);
  await context.settings.load();
  await store.beginRun(context.now());
  const gateway = createGateway({
    context,
    hub,
    answerSubQueries: (where) => resolveSubQueries(context, { isMaster: false }, where),
    options: options.gateway,
    log: options.logger,
  });
  const silences = endSilences(context, (error) => {
    options.logger?.error({ err: error }, "silences did not end in time");
  });
  const { idleDays } = config;
  const idle =
    idleDays === undefined
      ? null
      : deleteIdle(context, idleDays * DAY, (error) => {
          options.logger?.error({ err: error }, "idle conversations were not deleted");
        });
  await app.ready();
  const sockets = acceptSockets(gateway, app.server, trustsProxy);
  let url = "";

  return {
    async start() {
      try {
        await app.listen({ host: config.host, port: config.port });
      } catch (error) {
        throw describeListenError(error, config);
      }
      boundConnections(app.server, options.logger);
      url = addressOf(app.server, config.host);
      return url;
    },
    async close() {
      context.changes.close();
      silences.close();
      idle?.close();
      await sockets.close();
      const hurry = setTimeout(() => app.server.closeAllConnections(), CLOSE_GRACE);
      const idleCheck = setInterval(() => app.server.closeIdleConnections(), IDLE_CHECK);
      await app.close();
      clearTimeout(hurry);
      clearInterval(idleCheck);
      await hub.settle();
      await store.close();
    },
    get url() {
      return url;
    },
  };
}

function addressOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const isAnyHost = host === "0.0.0.0" || host === "::";
  const shown = isAnyHost ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;
  return `http://${shown}:${port}`;
}

function describeListenError(error: unknown, { host, port }: ImServerConfig): unknown {
  if (!(error instanceof Error) || !("code" in error)) return error;
  switch (error.code) {
    case "EADDRINUSE":
      return new StartError(`Port ${port} is already in use. Stop what uses it or change PARLEY_IM_PORT.`);
    case "EACCES":
      return new StartError(`Port ${port} is not allowed for this user. Change PARLEY_IM_PORT.`);
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return new StartError(`Cannot listen on ${host}. Change PARLEY_IM_HOST.`);
    default:
      return error;
  }
}
