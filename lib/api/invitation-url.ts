import "server-only";
import { consoleUrl } from "@/lib/config/env";
import type { ConsoleContext } from "@/lib/console/context";

/** The address of an invitation: on the console's public address, else where the admin's own browser found it. */
export function invitationUrl(call: { context: ConsoleContext; request: Request }, token: string): string {
  const origin = call.context.env.consoleUrl ? null : call.request.headers.get("origin");
  return `${origin ?? consoleUrl(call.context.env)}/invitation/${token}`;
}
