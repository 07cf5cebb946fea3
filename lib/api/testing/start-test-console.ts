import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encode } from "next-auth/jwt";
import { hashPassword } from "@/lib/auth/password";
import { createSession } from "@/lib/auth/sessions";
import { readEnv } from "@/lib/config/env";
import { type ConsoleContext, createConsole, createLog, setConsole } from "@/lib/console/context";
import type { LiveOptions } from "@/lib/console/live/live-hub";
import type { Role } from "@/lib/contracts/session";
import { startTestServer, type TestServer, testKeys } from "@/lib/im-server/testing/start-test-server";
import { dispatch, loadRoutes, type RouteEntry } from "./route-table";
import { createTestClient, type TestClient } from "./test-client";

export const testPassword = "correct horse battery staple";
const origin = "http://console.test";

/** What stands between the console and its IM server. */
type Between = { url: string; close(): Promise<void> };
export type TestConsole<B = unknown> = {
  im: TestServer;
  /** What was put before the IM server. */
  between: B;
  context: ConsoleContext;
  routes: RouteEntry[];
  /** Everything logged so far. */
  logged(): string;
  /** A client without a session. */
  anonymous: TestClient;
  /** A new operator with this role on an app (every app unless said), signed in. */
  signIn(role: Role | null, options?: OperatorOptions): Promise<TestClient>;
  close(): Promise<void>;
};
type OperatorOptions = { appId?: string; mustChangePassword?: boolean };

type Options<B> = {
  im?: Parameters<typeof startTestServer>[0];
  env?: Record<string, string>;
  live?: Partial<LiveOptions>;
  /** Puts something between the console and its IM server, to be closed with them. */
  between?: (imUrl: string) => Promise<B>;
};

/** Loaded with the test file: that takes its time, which is none of a hook's. */
const routes = await loadRoutes();
let cachedHash: Promise<string> | undefined;

/** A real console with a fresh folder in front of a real IM server, called through its route handlers. */
export async function startTestConsole<B extends Between = never>(
  options: Options<B> = {},
): Promise<TestConsole<B>> {
  const im = await startTestServer(options.im);
  const between = await options.between?.(im.url);
  const dataDir = await mkdtemp(join(tmpdir(), "parley-console-"));
  const lines: string[] = [];
  const env = readEnv({
    PARLEY_DATA_DIR: dataDir,
    PARLEY_SECRET: "a test secret of at least thirty-two characters",
    PARLEY_IM_APP_ID: testKeys.appId,
    PARLEY_IM_APP_KEY: testKeys.appKey,
    PARLEY_IM_MASTER_KEY: testKeys.masterKey,
    PARLEY_IM_URL: between?.url ?? im.url,
    ...options.env,
  });
  const log = createLog({ write: (line) => void lines.push(line) });
  const context = await createConsole(env, log, { live: options.live });
  setConsole(context);
  const call = (request: Request) => dispatch(routes, request);
  return {
    im,
    between: between as B,
    context,
    routes,
    logged: () => lines.join(""),
    anonymous: createTestClient({ origin, call, cookie: null, operatorId: null }),
    async signIn(role, more = {}) {
      const operatorId = await addOperator(context, role, more);
      const sid = await createSession(context.db, operatorId, { ip: "192.0.2.1", userAgent: "test" });
      const secret = context.keyring.sessionSecret;
      const cookie = `parley.session=${await encode({ token: { sub: operatorId, sid }, secret })}`;
      return createTestClient({ origin, call, cookie, operatorId });
    },
    async close() {
      setConsole(null);
      await context.close();
      await im.close();
      await between?.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function addOperator(
  context: ConsoleContext,
  role: Role | null,
  options: OperatorOptions,
): Promise<string> {
  const id = randomUUID();
  cachedHash ??= hashPassword(testPassword);
  await context.db
    .insertInto("operators")
    .values({
      id,
      email: `${id}@example.com`,
      name: role ?? "nobody",
      password_hash: await cachedHash,
      status: "active",
      must_change_password: options.mustChangePassword ? 1 : 0,
      locale: null,
      time_zone: null,
      theme: "system",
      density: "comfortable",
      last_seen_at: null,
      created_at: Date.now(),
    })
    .execute();
  if (role) {
    await context.db
      .insertInto("grants")
      .values({ operator_id: id, app_id: options.appId ?? "*", role })
      .execute();
  }
  return id;
}
