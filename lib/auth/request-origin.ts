import "server-only";
import type { RequestOrigin } from "./sessions";

/**
 * The address and browser of a request. Of `X-Forwarded-For` the last entry counts: it is the one
 * that the nearest proxy (or Next's own server) wrote.
 */
export function originOf(headers: Headers): RequestOrigin {
  const forwarded = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim();
  const ip = forwarded?.replace(/^::ffff:/, "").slice(0, 64);
  return { ip: ip || null, userAgent: headers.get("user-agent") };
}
