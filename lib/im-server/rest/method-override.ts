import type { FastifyInstance } from "fastify";
import { isJsonObject } from "@/lib/protocol/json-value";
import type { ImContext } from "../services/context";
import { innerRequest, toInnerMethod } from "./inner-request";

const credentialKeys: ReadonlySet<string> = new Set([
  "_method",
  "_ApplicationId",
  "_ApplicationKey",
  "_MasterKey",
  "_SessionToken",
  "_ApplicationProduction",
  "_ClientVersion",
  "_InstallationId",
]);

/** A body without the entries that stand for headers in a text/plain request. */
export function withoutCredentials(body: unknown): unknown {
  if (!isJsonObject(body) || !Object.keys(body).some((key) => credentialKeys.has(key))) return body;
  return Object.fromEntries(Object.entries(body).filter(([key]) => !credentialKeys.has(key)));
}

/**
 * Browsers avoid a preflight by a text/plain POST that names the real method in `_method`: such a
 * request is run again as what it means. A GET takes the rest of its body as query.
 */
export function registerMethodOverride(app: FastifyInstance, context: ImContext): void {
  const meant = new WeakMap<object, string>();
  app.addHook("preValidation", async (request) => {
    if (request.method !== "POST" || !isJsonObject(request.body)) return;
    const method = Object.hasOwn(request.body, "_method") ? request.body._method : undefined;
    if (typeof method === "string") meant.set(request, method);
  });
  app.addHook("preHandler", async (request, reply) => {
    const name = meant.get(request);
    if (name === undefined || name.toUpperCase() === "POST") return;
    const answer = await innerRequest(
      app,
      context.keys,
      request.access,
      {
        method: toInnerMethod(name),
        path: request.url,
        body: request.body,
      },
      request.ip,
    );
    return reply.code(answer.status).type("application/json; charset=utf-8").send(answer.text);
  });
}
