import { isIP } from "node:net";
import { z } from "zod";
import { quotasProblem, quotasSchema } from "@/lib/protocol/quotas";

/**
 * The environment variables that Parley reads, checked in one place for the command line,
 * the IM server and the console. Pure: no file and no process is touched here.
 */

const portSchema = z
  .string()
  .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, {
    error: "must be a port number from 0 to 65535",
  })
  .transform(Number);

const switchSchema = z
  .enum(["0", "1", "true", "false"], { error: "must be 1 or 0" })
  .transform((value) => value === "1" || value === "true");

const keySchema = z
  .string()
  .regex(/^[\w.~:+/=-]{8,128}$/, "must be 8 to 128 letters, digits or . _ ~ : + / = -");

const quotasTextSchema = z
  .string()
  .refine((text) => quotasSchema.safeParse(text).success, { error: quotasProblem });

const daysProblem = "must be a whole number of days from 1 to 36500";
const daysSchema = z.coerce.number(daysProblem).int(daysProblem).min(1, daysProblem).max(36_500, daysProblem);

const serverUrlSchema = z
  .url({
    protocol: /^https?$/,
    error: "must be a URL such as https://example.api.lncldglobal.com",
    abort: true,
  })
  .refine((value) => value.startsWith("https:") || isLoopback(new URL(value).hostname), {
    error: "must start with https:// (http:// only for this machine)",
  });

const networksSchema = z
  .string()
  .transform((text) => text.split(",").flatMap((entry) => entry.trim() || []))
  .refine((entries) => entries.every(isNetwork), {
    error: "must be IP addresses or networks such as 10.0.0.0/8, separated by commas",
  });

const consoleUrlProblem =
  "must be the console's public address without a path, such as https://chat.example.com";

const variablesSchema = z.object({
  PARLEY_DATA_DIR: z.string().min(1, "must not be empty").default(".data"),
  PARLEY_CONSOLE_PORT: portSchema.default(3000),
  PARLEY_CONSOLE_HOST: z.string().min(1, "must not be empty").default("127.0.0.1"),
  PARLEY_CONSOLE_URL: z
    .url({ protocol: /^https?$/, error: consoleUrlProblem, abort: true })
    // It answers at the root of its address alone.
    .refine((text) => new URL(text).href === `${new URL(text).origin}/`, consoleUrlProblem)
    .optional(),
  PARLEY_IM_PORT: portSchema.default(3100),
  PARLEY_IM_HOST: z.string().min(1, "must not be empty").default("127.0.0.1"),
  PARLEY_IM_URL: z.url({ protocol: /^https?$/, error: "must be an http(s) address" }).optional(),
  PARLEY_IM_APP_ID: z
    .string()
    .regex(/^[\w-]{1,64}$/, "must be 1 to 64 letters, digits, _ or -")
    .optional(),
  PARLEY_IM_APP_KEY: keySchema.optional(),
  PARLEY_IM_MASTER_KEY: keySchema.optional(),
  PARLEY_IM_QUOTAS: quotasTextSchema.default("off"),
  PARLEY_IM_HISTORY_DAYS: daysSchema.optional(),
  PARLEY_IM_IDLE_DAYS: daysSchema.optional(),
  PARLEY_ADMIN_EMAIL: z.email("must be an e-mail address").default("admin@parley.localhost"),
  PARLEY_ADMIN_PASSWORD: z
    .string()
    .min(12, "must have at least 12 characters")
    .max(200, "must have at most 200 characters")
    .optional(),
  PARLEY_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  PARLEY_DEMO: switchSchema.default(true),
  PARLEY_EMBEDDED: switchSchema.optional(),
  LEANCLOUD_SERVER_URL: serverUrlSchema.optional(),
  LEANCLOUD_APP_ID: z.string().min(1, "must not be empty").optional(),
  LEANCLOUD_APP_KEY: z.string().min(1, "must not be empty").optional(),
  LEANCLOUD_MASTER_KEY: z.string().min(1, "must not be empty").optional(),
  PARLEY_ALLOW_PRIVATE_HOSTS: switchSchema.default(false),
  PARLEY_TRUSTED_PROXIES: networksSchema.default([]),
  PARLEY_OIDC_ISSUER: z.url({ protocol: /^https?$/, error: "must be the issuer's address" }).optional(),
  PARLEY_OIDC_CLIENT_ID: z.string().min(1, "must not be empty").optional(),
  PARLEY_OIDC_CLIENT_SECRET: z.string().min(1, "must not be empty").optional(),
});

/** A LeanCloud app given by variables; it becomes the console's first app. */
type HostedApp = { serverUrl: string; appId: string; appKey: string; masterKey: string };

/** Sign-in over OpenID Connect, for operators that exist already. */
export type OidcProvider = { issuer: string; clientId: string; clientSecret: string };

export type Settings = {
  dataDir: string;
  consolePort: number;
  consoleHost: string;
  /** The console's public address; unset: `http://localhost:{port}`. */
  consoleUrl: string | null;
  imPort: number;
  imHost: string;
  /** Where the console finds the embedded IM server; the command line sets it once that listens. */
  imUrl: string | null;
  imAppId: string | null;
  imAppKey: string | null;
  imMasterKey: string | null;
  imQuotas: string;
  /** How long the embedded server keeps messages; unset: for ever. */
  imHistoryDays: number | null;
  imIdleDays: number | null;
  adminEmail: string;
  adminPassword: string | null;
  secret: string | null;
  demo: boolean;
  /** Whether the embedded IM server runs: unless a hosted app is given, or when asked for. */
  embedded: boolean;
  hosted: HostedApp | null;
  /** Apps that admins add may lie at private addresses and speak plain http. */
  allowPrivateHosts: boolean;
  /** Addresses and networks of proxies in front of the console: whom they forward for is believed. */
  trustedProxies: string[];
  oidc: OidcProvider | null;
};

type SettingsResult = { ok: true; settings: Settings } | { ok: false; problems: string[] };

/**
 * Reads the variables of an environment. Empty values count as unset.
 * Answers the settings, or one line for each variable that is wrong; a value is never repeated.
 */
export function parseSettings(env: Record<string, string | undefined>): SettingsResult {
  const given = Object.fromEntries(
    Object.keys(variablesSchema.shape).flatMap((name) => (env[name] ? [[name, env[name]]] : [])),
  );
  const parsed = variablesSchema.safeParse(given);
  if (!parsed.success) {
    return {
      ok: false,
      problems: parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`),
    };
  }
  const hosted = readHostedApp(parsed.data);
  if (typeof hosted === "string") return { ok: false, problems: [hosted] };
  const oidc = readOidcProvider(parsed.data);
  if (typeof oidc === "string") return { ok: false, problems: [oidc] };
  return { ok: true, settings: presentSettings(parsed.data, hosted, oidc) };
}

type Variables = z.infer<typeof variablesSchema>;

function presentSettings(values: Variables, hosted: HostedApp | null, oidc: OidcProvider | null): Settings {
  return {
    dataDir: values.PARLEY_DATA_DIR,
    consolePort: values.PARLEY_CONSOLE_PORT,
    consoleHost: values.PARLEY_CONSOLE_HOST,
    consoleUrl: values.PARLEY_CONSOLE_URL ?? null,
    imPort: values.PARLEY_IM_PORT,
    imHost: values.PARLEY_IM_HOST,
    imUrl: values.PARLEY_IM_URL ?? null,
    imAppId: values.PARLEY_IM_APP_ID ?? null,
    imAppKey: values.PARLEY_IM_APP_KEY ?? null,
    imMasterKey: values.PARLEY_IM_MASTER_KEY ?? null,
    imQuotas: values.PARLEY_IM_QUOTAS,
    imHistoryDays: values.PARLEY_IM_HISTORY_DAYS ?? null,
    imIdleDays: values.PARLEY_IM_IDLE_DAYS ?? null,
    adminEmail: values.PARLEY_ADMIN_EMAIL,
    adminPassword: values.PARLEY_ADMIN_PASSWORD ?? null,
    secret: values.PARLEY_SECRET ?? null,
    demo: values.PARLEY_DEMO,
    embedded: values.PARLEY_EMBEDDED ?? hosted === null,
    hosted,
    allowPrivateHosts: values.PARLEY_ALLOW_PRIVATE_HOSTS,
    trustedProxies: values.PARLEY_TRUSTED_PROXIES,
    oidc,
  };
}

/** The hosted app, null when no variable of it is set, or what is missing as one line. */
function readHostedApp(values: Variables): HostedApp | null | string {
  const parts = {
    LEANCLOUD_SERVER_URL: values.LEANCLOUD_SERVER_URL,
    LEANCLOUD_APP_ID: values.LEANCLOUD_APP_ID,
    LEANCLOUD_APP_KEY: values.LEANCLOUD_APP_KEY,
    LEANCLOUD_MASTER_KEY: values.LEANCLOUD_MASTER_KEY,
  };
  const missing = Object.entries(parts).flatMap(([name, value]) => (value ? [] : [name]));
  if (missing.length === 4) return null;
  if (missing.length > 0) return `${missing.join(", ")} must be set too: a hosted app needs all four`;
  return {
    serverUrl: (parts.LEANCLOUD_SERVER_URL ?? "").replace(/\/+$/, ""),
    appId: parts.LEANCLOUD_APP_ID ?? "",
    appKey: parts.LEANCLOUD_APP_KEY ?? "",
    masterKey: parts.LEANCLOUD_MASTER_KEY ?? "",
  };
}

/** The OpenID provider, null when no variable of it is set, or what is missing as one line. */
function readOidcProvider(values: Variables): OidcProvider | null | string {
  const issuer = values.PARLEY_OIDC_ISSUER;
  const clientId = values.PARLEY_OIDC_CLIENT_ID;
  const clientSecret = values.PARLEY_OIDC_CLIENT_SECRET;
  if (!issuer && !clientId && !clientSecret) return null;
  if (issuer && clientId && clientSecret) return { issuer, clientId, clientSecret };
  return "PARLEY_OIDC_ISSUER, PARLEY_OIDC_CLIENT_ID and PARLEY_OIDC_CLIENT_SECRET must be set together";
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function isNetwork(text: string): boolean {
  const [address = "", prefix, ...rest] = text.split("/");
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128));
}
