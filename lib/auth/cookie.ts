import "server-only";
import { decode } from "next-auth/jwt";
import { z } from "zod";
import { type ConsoleEnv, consoleUrl } from "@/lib/config/env";
import type { ConsoleContext } from "@/lib/console/context";
import type { Keyring } from "@/lib/console/secrets/keyring";
import { findSession, type SignedIn } from "./sessions";

const tokenSchema = z.object({
  sid: z.string().min(1).max(64),
  sub: z.string().min(1).max(64),
  /** In seconds. */
  exp: z.number(),
});
type Token = z.infer<typeof tokenSchema>;

/** Opening a cookie derives keys and decrypts; what it says stays the same. The session itself is read every time. */
const opened = new WeakMap<Keyring, Map<string, Token>>();
const maxOpened = 2_000;

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
  context: Pick<ConsoleContext, "db" | "keyring" | "lookups">,
  value: string | undefined,
): Promise<SignedIn | null> {
  if (!value) return null;
  const token = await openToken(context.keyring, value);
  if (!token) return null;
  const signedIn = await findSession(context, token.sid);
  return signedIn?.operator.id === token.sub ? signedIn : null;
}

async function openToken(keyring: Keyring, value: string): Promise<Token | null> {
  const known = opened.get(keyring) ?? new Map<string, Token>();
  opened.set(keyring, known);
  const seen = known.get(value);
  if (seen) return seen.exp * 1000 > Date.now() ? seen : null;
  const parsed = tokenSchema.safeParse(
    await decode({ token: value, secret: keyring.sessionSecret }).catch(() => null),
  );
  if (!parsed.success) return null;
  if (known.size >= maxOpened) known.clear();
  known.set(value, parsed.data);
  return parsed.data;
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
