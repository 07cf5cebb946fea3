import "server-only";
import type { RequestOrigin } from "./sessions";

/** The address and browser of a request. `X-Forwarded-For` was settled when it arrived (lib/config/client-address). */
export function originOf(headers: Headers): RequestOrigin {
  const forwarded = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim();
  const ip = forwarded?.replace(/^::ffff:/, "").slice(0, 64);
  return { ip: ip || null, userAgent: headers.get("user-agent") };
}
