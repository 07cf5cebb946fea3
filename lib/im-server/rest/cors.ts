import type { FastifyReply, FastifyRequest } from "fastify";

const METHODS = "GET, POST, PUT, DELETE, OPTIONS";
const HEADERS =
  "Content-Type, X-LC-Id, X-LC-Key, X-LC-Sign, X-LC-Session, X-LC-Prod, X-LC-UA, X-LC-Hook-Key, X-LC-IM-Session-Token, X-Requested-With, X-AVOSCloud-Application-Id, X-AVOSCloud-Application-Key, X-AVOSCloud-Master-Key, X-AVOSCloud-Request-Sign, X-AVOSCloud-Application-Production, X-AVOSCloud-Session-Token, X-AVOSCloud-Client-Version";
const DAY = "86400";

/**
 * Lets browser pages of any origin call: keys stand in headers, never in cookies, so an origin
 * proves nothing. Preflights are answered here.
 */
export async function answerPreflight(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.header("access-control-allow-origin", "*");
  if (request.method !== "OPTIONS") return;
  reply
    .header("access-control-allow-methods", METHODS)
    .header("access-control-allow-headers", HEADERS)
    .header("access-control-max-age", DAY);
  return reply.code(204).send();
}
