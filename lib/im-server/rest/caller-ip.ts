import type { FastifyRequest } from "fastify";

/** Where a request comes from, as messages keep it; an IPv4 address without its IPv6 clothes. */
export function callerIp({ ip }: FastifyRequest): string {
  return ip.replace(/^::ffff:(?=\d+\.)/, "");
}
