import "server-only";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { z } from "zod";
import type { OidcProvider } from "@/lib/config/settings";
import { appendAudit } from "@/lib/console/audit/append-audit";
import type { ConsoleContext } from "@/lib/console/context";
import { isSecure, sessionCookieName } from "./cookie";
import { createSession, findSession, type RequestOrigin, revokeSessions, sessionMaxAge } from "./sessions";
import { signIn } from "./sign-in";

const credentialsSchema = z.object({
  email: z.string().min(1).max(254),
  password: z.string().min(1).max(200),
  code: z.string().max(40).optional(),
});
const profileSchema = z.object({ email: z.string(), email_verified: z.literal(true) });
const tokenSchema = z.object({ sid: z.string(), sub: z.string() });

/** What the browser's device cookie says, and where a new one is put. */
type DeviceCookies = { value: string | undefined; keep(cookie: string): void };

/** next-auth for one request. A cookie is only as good as its row in `sessions`. */
export function authOptions(
  context: ConsoleContext,
  from: RequestOrigin,
  device?: DeviceCookies,
): NextAuthOptions {
  const { env, keyring, log } = context;
  return {
    secret: keyring.sessionSecret,
    session: { strategy: "jwt", maxAge: sessionMaxAge },
    useSecureCookies: isSecure(env),
    cookies: {
      sessionToken: {
        name: sessionCookieName(env),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure(env) },
      },
    },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [credentials(context, from, device), ...(env.oidc ? [openId(env.oidc)] : [])],
    callbacks: {
      async signIn({ account, profile, user }) {
        if (account?.provider !== "oidc") return true;
        const operatorId = await findByVerifiedEmail(context, profile, from);
        if (operatorId) user.id = operatorId;
        return operatorId !== null;
      },
      async jwt({ token, user, account }) {
        if (!user) return token;
        const sid =
          account?.provider === "oidc"
            ? await createSession(context.db, user.id, from)
            : z.object({ sessionId: z.string() }).parse(user).sessionId;
        return { sub: user.id, sid };
      },
      async session({ session, token }) {
        const parsed = tokenSchema.safeParse(token);
        const live = parsed.success ? await findSession(context, parsed.data.sid) : null;
        return { expires: live ? session.expires : new Date(0).toISOString() };
      },
    },
    events: {
      async signOut({ token }) {
        const parsed = tokenSchema.safeParse(token);
        if (parsed.success) await endSession(context, parsed.data.sub, parsed.data.sid, from);
      },
    },
    logger: {
      error: (code) => log.error({ code }, "next-auth"),
      warn: (code) => log.debug({ code }, "next-auth"),
      debug: () => undefined,
    },
  };
}

function credentials(context: ConsoleContext, from: RequestOrigin, device?: DeviceCookies) {
  return CredentialsProvider({
    credentials: { email: {}, password: {}, code: {} },
    /**
     * The page reads the thrown text: `locked_out:{seconds}`, `code_required`, `code_wrong`; a wrong password is
     * `CredentialsSignin`.
     */
    async authorize(input) {
      const parsed = credentialsSchema.safeParse(input);
      if (!parsed.success) return null;
      const result = await signIn(context, { ...parsed.data, ...from, device: device?.value });
      if (result.ok) {
        device?.keep(result.deviceCookie);
        return { id: result.operatorId, sessionId: result.sessionId };
      }
      if (result.reason === "locked_out") throw new Error(`locked_out:${result.retryAfter}`);
      if (result.reason !== "invalid") throw new Error(result.reason);
      return null;
    },
  });
}

function openId(provider: OidcProvider): OAuthConfig<Record<string, unknown>> {
  return {
    id: "oidc",
    name: "OpenID Connect",
    type: "oauth",
    wellKnown: `${provider.issuer.replace(/\/+$/, "")}/.well-known/openid-configuration`,
    clientId: provider.clientId,
    clientSecret: provider.clientSecret,
    authorization: { params: { scope: "openid email profile" } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    profile: (profile) => ({ id: String(profile.sub) }),
  };
}

/** An active operator whose e-mail the provider has verified; nobody is made on the way. */
async function findByVerifiedEmail(
  context: ConsoleContext,
  profile: unknown,
  from: RequestOrigin,
): Promise<string | null> {
  const parsed = profileSchema.safeParse(profile);
  const operator = parsed.success
    ? await context.db
        .selectFrom("operators")
        .select(["id", "email"])
        .where("email", "=", parsed.data.email.trim().toLowerCase())
        .where("status", "=", "active")
        .executeTakeFirst()
    : undefined;
  await appendAudit(context.db, {
    action: "session.sign-in",
    result: operator ? "succeeded" : "denied",
    operatorId: operator?.id,
    operatorEmail: operator?.email,
    ip: from.ip,
    details: { provider: "oidc" },
  });
  return operator?.id ?? null;
}

async function endSession(context: ConsoleContext, operatorId: string, sid: string, from: RequestOrigin) {
  const live = await findSession(context, sid);
  await revokeSessions(context.db, operatorId, { only: sid });
  context.live.recheck();
  if (!live) return;
  await appendAudit(context.db, {
    action: "session.sign-out",
    result: "succeeded",
    operatorId,
    operatorEmail: live.operator.email,
    ip: from.ip,
  });
}
