import { Socket } from "node:net";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { restErrorCodes } from "@/lib/protocol/error-codes";
import { isJsonObject } from "@/lib/protocol/json-value";
import type { AppKeys } from "../services/context";
import { badRequest, ImError } from "../services/errors";
import type { Access } from "./auth";

export type InnerMethod = "GET" | "POST" | "PUT" | "DELETE";
export type InnerRequest = { method: InnerMethod; path: string; body: unknown };

const methods: ReadonlySet<string> = new Set(["GET", "POST", "PUT", "DELETE"]);

/** @throws ImError 1 for any other method */
export function toInnerMethod(name: string): InnerMethod {
  const method = name.toUpperCase();
  if (isInnerMethod(method)) return method;
  throw badRequest(`Unknown method ${name.slice(0, 16)}.`);
}

function isInnerMethod(method: string): method is InnerMethod {
  return methods.has(method);
}

/**
 * Runs a request that another one contains, with that one's access and through the same routes.
 * The body of a GET becomes its query.
 */
export async function innerRequest(
  app: FastifyInstance,
  keys: AppKeys,
  access: Access,
  request: InnerRequest,
  /** Whose request contains it. */
  remoteAddress: string,
): Promise<{ status: number; text: string }> {
  if (!/^\/[\x21-\x7e]*$/.test(request.path)) throw new ImError(restErrorCodes.invalidJson, "Bad path.");
  const isGet = request.method === "GET";
  const response = await app.inject({
    method: request.method,
    remoteAddress,
    url: isGet ? withQuery(request.path, request.body) : request.path,
    headers: {
      "x-lc-id": keys.appId,
      "x-lc-key": access.isMaster ? `${keys.masterKey},master` : keys.appKey,
      ...(isGet ? {} : { "content-type": "application/json" }),
    },
    payload: isGet ? undefined : JSON.stringify(request.body ?? {}),
  });
  return { status: response.statusCode, text: response.body };
}

/** Whether a request is part of another one, not come over a connection of its own. */
export function isInnerRequest(request: FastifyRequest): boolean {
  return !(request.raw.socket instanceof Socket);
}

/** A path with further query parameters; objects travel as JSON. */
export function withQuery(path: string, parameters: unknown): string {
  if (!isJsonObject(parameters)) return path;
  const query = Object.entries(parameters)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([key, value]) => {
      const text = typeof value === "object" ? JSON.stringify(value) : String(value);
      return `${encode(key)}=${encode(text)}`;
    });
  if (query.length === 0) return path;
  return `${path}${path.includes("?") ? "&" : "?"}${query.join("&")}`;
}

function encode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd"));
}
