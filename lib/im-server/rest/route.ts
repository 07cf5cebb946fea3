import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { restErrorCodes } from "@/lib/protocol/error-codes";
import { isJsonObject } from "@/lib/protocol/json-value";
import { badRequest, ImError } from "../services/errors";
import type { Access } from "./auth";
import { isInnerRequest } from "./inner-request";

declare module "fastify" {
  interface FastifyRequest {
    access: Access;
  }
  interface FastifyContextConfig {
    key?: RouteKey;
  }
  interface FastifyInstance {
    /** All that `route` has added, for tests that must leave none out. */
    endpoints: Endpoint[];
  }
}

/** Which key a route asks for: none, either key, or the master key. */
export type RouteKey = "none" | "any" | "master";

export type RouteInput<Params, Query, Body> = {
  params: Params;
  query: Query;
  body: Body;
  access: Access;
  request: FastifyRequest;
  reply: FastifyReply;
};

export type RouteSpec<Params, Query, Body> = {
  method: "GET" | "POST" | "PUT" | "DELETE";
  path: string;
  key: RouteKey;
  params?: z.ZodType<Params>;
  query?: z.ZodType<Query>;
  body?: z.ZodType<Body>;
  /** Of a success; 200 unless said. */
  status?: number;
  /** The answer has no end: HEAD and requests inside another one, which would wait for it, are not answered. */
  isStream?: boolean;
  /** Gives what is answered as JSON. */
  handle(input: RouteInput<Params, Query, Body>): unknown;
};

export type Endpoint = Pick<RouteSpec<unknown, unknown, unknown>, "method" | "path" | "key" | "isStream"> & {
  query: z.ZodType | undefined;
  body: z.ZodType | undefined;
};

const nothing = z.unknown().transform(() => undefined);

/**
 * Adds one endpoint: its key is checked, its parts are parsed, then `handle` runs. Whatever is
 * thrown becomes LeanCloud's `{code, error}`.
 */
export function route<Params = undefined, Query = undefined, Body = undefined>(
  app: FastifyInstance,
  spec: RouteSpec<Params, Query, Body>,
): void {
  const params: z.ZodType<unknown> = spec.params ?? nothing;
  const query: z.ZodType<unknown> = spec.query ?? nothing;
  const body: z.ZodType<unknown> = spec.body ?? nothing;
  const { method, path, key, isStream } = spec;
  app.endpoints.push({ method, path, key, isStream, query: spec.query, body: spec.body });
  app.route({
    method: spec.method,
    url: spec.path,
    exposeHeadRoute: !spec.isStream,
    config: { key: spec.key },
    handler: async (request, reply) => {
      if (spec.key === "master") requireMaster(request.access);
      if (spec.isStream && isInnerRequest(request))
        throw badRequest("A stream needs a connection of its own.");
      const input = {
        params: params.parse(request.params),
        query: query.parse(spec.method === "DELETE" ? deleteQuery(request) : request.query),
        body: body.parse(request.body ?? {}),
        access: request.access,
        request,
        reply,
        // The schemas above are the spec's own, or give undefined where it has none.
      } as RouteInput<Params, Query, Body>;
      const answer = await spec.handle(input);
      // It answers by itself, and goes on doing so.
      if (reply.sent) return reply;
      reply.code(spec.status ?? 200).type("application/json; charset=utf-8");
      return reply.send(JSON.stringify(answer));
    },
  });
}

/** Parameters of a DELETE stand in the query; clients that send every body as JSON put them there. */
function deleteQuery({ query, body }: FastifyRequest): unknown {
  return isJsonObject(body) && isJsonObject(query) ? { ...body, ...query } : query;
}

/** @throws ImError 1, with the text that the service answers [seen in a recorded response] */
export function requireMaster(access: Access): void {
  if (access.isMaster) return;
  throw new ImError(restErrorCodes.general, "The request must be signed by master key.");
}
