import type { Server } from "node:http";
import type { FastifyBaseLogger } from "fastify";
import type { ImServerConfig } from "./config";
import { openStore } from "./open-store";
import { buildRest } from "./rest/app";
import { createContext } from "./services/context";
import { nobodyOnline } from "./services/presence";
import { StartError } from "./start-error";

export type ImServer = {
  /** Listens; answers the address. @throws StartError when the port is busy */
  start(): Promise<string>;
  /** Ends open requests, then closes the store. */
  close(): Promise<void>;
  /** The address once started. */
  readonly url: string;
};

/**
 * Builds the IM server: its store, its services and the HTTP side.
 * @throws StartError when the data folder or its database cannot be used
 */
export async function createImServer(
  config: ImServerConfig,
  options: { logger?: FastifyBaseLogger; now?: () => number } = {},
): Promise<ImServer> {
  const store = await openStore(config.dataDir);
  const context = createContext({
    keys: config.keys,
    store,
    presence: nobodyOnline,
    quotas: config.quotas,
    now: options.now,
  });
  const app = buildRest(context, options.logger);
  await app.ready();
  let url = "";

  return {
    async start() {
      try {
        await app.listen({ host: config.host, port: config.port });
      } catch (error) {
        throw describeListenError(error, config);
      }
      url = addressOf(app.server, config.host);
      return url;
    },
    async close() {
      await app.close();
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
