import { createHash } from "node:crypto";
import http from "node:http";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth from "next-auth";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ConsoleContext } from "@/lib/console/context";
import { cookieOf, readSessionCookie, sessionCookieName } from "./cookie";
import { authOptions } from "./options";
import { openConsole } from "./testing/open-console";

/** Who the provider says is signing in. */
let claims: Record<string, unknown> = {};
let provider: http.Server;
let app: http.Server;
let appUrl: string;
let opened: Awaited<ReturnType<typeof openConsole>>;
let context: ConsoleContext;

async function listen(server: http.Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
}

/** A small OpenID provider: code flow with PKCE and nonce, RS256. */
async function startProvider(): Promise<string> {
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  const jwk = { ...(await exportJWK(publicKey)), kid: "k", alg: "RS256", use: "sig" };
  const codes = new Map<string, URLSearchParams>();
  let issuer = "";
  provider = http.createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", issuer);
    const json = (body: unknown) =>
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (url.pathname === "/.well-known/openid-configuration") {
      return json({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ["code"],
        subject_types_supported: ["public"],
        id_token_signing_alg_values_supported: ["RS256"],
      });
    }
    if (url.pathname === "/jwks") return json({ keys: [jwk] });
    if (url.pathname === "/authorize") {
      codes.set("the-code", url.searchParams);
      const back = new URL(url.searchParams.get("redirect_uri") ?? "");
      back.search = String(
        new URLSearchParams({ code: "the-code", state: url.searchParams.get("state") ?? "" }),
      );
      return response.writeHead(302, { location: back.href }).end();
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = new URLSearchParams(Buffer.concat(chunks).toString());
    const asked = codes.get(body.get("code") ?? "");
    const challenge = createHash("sha256")
      .update(body.get("code_verifier") ?? "")
      .digest("base64url");
    if (challenge !== asked?.get("code_challenge")) return response.writeHead(400).end();
    const id_token = await new SignJWT({ ...claims, nonce: asked.get("nonce") })
      .setProtectedHeader({ alg: "RS256", kid: "k" })
      .setIssuer(issuer)
      .setAudience("client")
      .setSubject("subject")
      .setIssuedAt()
      .setExpirationTime("5m")
      .sign(privateKey);
    return json({ access_token: "a", token_type: "Bearer", id_token });
  });
  issuer = await listen(provider);
  return issuer;
}

/** next-auth over plain HTTP, with the options of the console. */
async function startApp(): Promise<string> {
  app = http.createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://app");
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const cookies = Object.fromEntries(
      (request.headers.cookie ?? "")
        .split("; ")
        .map((pair) => pair.split(/=(.*)/s).slice(0, 2).map(decodeURIComponent)),
    );
    const query = { ...Object.fromEntries(url.searchParams), nextauth: url.pathname.split("/").slice(3) };
    const body = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
    const shim = Object.assign(response, {
      status: (code: number) => Object.assign(response, { statusCode: code }),
      json: (value: unknown) => response.end(JSON.stringify(value)),
      send: (value: unknown) => response.end(typeof value === "string" ? value : JSON.stringify(value)),
    });
    await NextAuth(
      Object.assign(request, { query, cookies, body }) as unknown as NextApiRequest,
      shim as unknown as NextApiResponse,
      authOptions(context, { ip: "192.0.2.9", userAgent: "test" }),
    );
  });
  return listen(app);
}

beforeAll(async () => {
  opened = await openConsole(
    { email: "admin@example.com", password: "correct horse battery staple" },
    {
      PARLEY_OIDC_ISSUER: await startProvider(),
      PARLEY_OIDC_CLIENT_ID: "client",
      PARLEY_OIDC_CLIENT_SECRET: "a client secret",
    },
  );
  context = opened.context;
  appUrl = await startApp();
  process.env.NEXTAUTH_URL = appUrl;
});
afterAll(async () => {
  process.env.NEXTAUTH_URL = undefined;
  for (const server of [provider, app]) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  await opened.close();
});

/** Goes through the whole redirect dance as a browser would; answers where it ends and the session cookie. */
async function signInWith(said: Record<string, unknown>) {
  claims = said;
  const jar = new Map<string, string>();
  const go = async (url: string, init: RequestInit = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, { redirect: "manual", ...init, headers: { ...init.headers, cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [name, value] = (line.split(";")[0] ?? "").split(/=(.*)/s);
      if (name && url.startsWith(appUrl)) jar.set(name, value ?? "");
    }
    return response;
  };
  const { csrfToken } = (await (await go(`${appUrl}/api/auth/csrf`)).json()) as { csrfToken: string };
  const start = await go(`${appUrl}/api/auth/signin/oidc`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken, callbackUrl: appUrl }),
  });
  const atProvider = await go(start.headers.get("location") ?? "");
  const back = await go(atProvider.headers.get("location") ?? "");
  const header = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  return {
    location: back.headers.get("location"),
    who: await readSessionCookie(context, cookieOf(header, sessionCookieName(context.env))),
  };
}

test("an operator whose e-mail the provider has verified is signed in", async () => {
  const { who, location } = await signInWith({ email: "Admin@Example.com", email_verified: true });
  expect(who?.operator.email).toBe("admin@example.com");
  expect(location).toBe(appUrl);
});

test.each([
  { name: "an e-mail that is not verified", said: { email: "admin@example.com", email_verified: false } },
  { name: "no word about verification", said: { email: "admin@example.com" } },
  { name: "an e-mail of no operator", said: { email: "stranger@example.com", email_verified: true } },
  { name: "no e-mail", said: {} },
])("$name opens nothing and makes nobody", async ({ said }) => {
  const { who, location } = await signInWith(said);
  expect(who).toBeNull();
  expect(location).toContain("AccessDenied");
  expect(await context.db.selectFrom("operators").select("email").execute()).toHaveLength(1);
});

test("a second factor is the provider's to ask for", async () => {
  const on = { secret_sealed: "v1.x", started_at: 1, enabled_at: 1, last_step: 0 };
  await context.db
    .insertInto("second_factors")
    .values({ operator_id: opened.operator.id, ...on })
    .execute();
  const { who } = await signInWith({ email: "admin@example.com", email_verified: true });
  expect(who?.operator.id).toBe(opened.operator.id);
});

test("a disabled operator stays out", async () => {
  await context.db.updateTable("operators").set({ status: "disabled" }).execute();
  expect((await signInWith({ email: "admin@example.com", email_verified: true })).who).toBeNull();
});
