import "server-only";
import { consoleUrl } from "@/lib/config/env";
import type { Call } from "./call";

/**
 * The address of an invitation: on the console's public address; where that is only this machine's
 * name, as the admin's own browser found the console.
 */
export function invitationUrl(call: Pick<Call, "context" | "request">, token: string): string {
  const configured = consoleUrl(call.context.env);
  const isLocal = /^(localhost|127\.|\[::1\])/.test(new URL(configured).hostname);
  const origin = isLocal ? call.request.headers.get("origin") : null;
  return `${origin ?? configured}/invitation/${token}`;
}
