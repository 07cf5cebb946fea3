import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import type { ImContext } from "../services/context";
import { badRequest, ImError } from "../services/errors";
import { route } from "./route";

/** How long clients may keep an answer, in seconds. */
const TTL = 3600;
const querySchema = z.looseObject({ appId: z.string().optional() });

/** How clients find the sockets and the REST API: both are where they asked. */
export function registerDiscovery(app: FastifyInstance, context: ImContext): void {
  for (const path of ["/v1/route", "/v2/route"]) {
    route(app, {
      method: "GET",
      path,
      key: "none",
      query: querySchema,
      handle({ query, request }) {
        requireApp(context, query.appId);
        const server = `${isSecure(request) ? "wss" : "ws"}://${hostOf(request)}/`;
        return { groupId: "g0", server, secondary: server, ttl: TTL };
      },
    });
  }
  // The app router: bare hosts, as clients put the scheme before them. 1 is what 3.x SDKs ask.
  for (const path of ["/1/route", "/2/route"]) {
    route(app, {
      method: "GET",
      path,
      key: "none",
      query: querySchema,
      handle({ query, request }) {
        requireApp(context, query.appId);
        const host = hostOf(request);
        return {
          ttl: TTL,
          api_server: host,
          engine_server: host,
          stats_server: host,
          push_server: host,
          push_router_server: host,
          rtm_router_server: host,
        };
      },
    });
  }
}

/** Whether the client came over TLS: its own connection, or a trusted proxy's word. */
function isSecure(request: FastifyRequest): boolean {
  return request.protocol === "https";
}

/** Where the client asked, which is where it is sent. @throws ImError 1 when it does not say */
function hostOf({ host }: FastifyRequest): string {
  if (host) return host;
  throw badRequest("The Host header is required.");
}

function requireApp(context: ImContext, appId: string | undefined): void {
  if (appId !== undefined && appId !== context.keys.appId) throw new ImError(4100);
}
