import "server-only";
import { decode } from "next-auth/jwt";
import { z } from "zod";
import { type ConsoleEnv, consoleUrl } from "@/lib/config/env";
import type { ConsoleContext } from "@/lib/console/context";
import { findSession, type SignedIn } from "./sessions";

const tokenSchema = z.object({ sid: z.string().min(1).max(64), sub: z.string().min(1).max(64) });

/** Whether browsers reach the console over https. */
export function isSecure(env: ConsoleEnv): boolean {
  return consoleUrl(env).startsWith("https:");
}

/** The name of the session cookie; `__Host-` binds it to this host and to https. */
export function sessionCookieName(env: ConsoleEnv): string {
  return isSecure(env) ? "__Host-parley.session" : "parley.session";
}

/** The operator behind a session cookie's value; null when there is none any more. */
export async function readSessionCookie(
  context: Pick<ConsoleContext, "db" | "keyring">,
  value: string | undefined,
): Promise<SignedIn | null> {
  if (!value) return null;
  const token = await decode({ token: value, secret: context.keyring.sessionSecret }).catch(() => null);
  const parsed = tokenSchema.safeParse(token);
  if (!parsed.success) return null;
  const signedIn = await findSession(context.db, parsed.data.sid);
  return signedIn?.operator.id === parsed.data.sub ? signedIn : null;
}

/** One cookie of a request's `Cookie` header. */
export function cookieOf(header: string | null, name: string): string | undefined {
  for (const part of header?.split(";") ?? []) {
    const at = part.indexOf("=");
    if (at > 0 && part.slice(0, at).trim() === name) return decoded(part.slice(at + 1).trim());
  }
  return undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
