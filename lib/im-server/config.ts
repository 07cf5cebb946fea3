import { z } from "zod";
import type { QuotaPlan } from "@/lib/protocol/limits";
import { quotasSchema } from "@/lib/protocol/quotas";
import type { AppKeys } from "./services/context";
import { isNetwork } from "./trusted-proxies";

/** What the IM server is started with. */
export type ImServerConfig = {
  /** Where the database lies; made when it is not there. */
  dataDir: string;
  host: string;
  /** 0 for any free port. */
  port: number;
  keys: AppKeys;
  /** Null when REST rates are off. */
  quotas: QuotaPlan | null;
  /** Messages older than this are cleared; kept for ever when unset. */
  historyDays?: number;
  /** Conversations in which nothing happened for longer are deleted; kept for ever when unset. */
  idleDays?: number;
  /** Addresses and networks whose `X-Forwarded-*` headers are believed. */
  trustedProxies?: string[];
};

const proxiesSchema = z
  .string()
  .default("")
  .transform((text) => text.split(",").flatMap((entry) => (entry.trim() === "" ? [] : [entry.trim()])))
  .refine((entries) => entries.every(isNetwork), "must be IP addresses or networks, separated by commas");

const key = z.string("must be set").min(8, "must have at least 8 characters").max(128, "is too long");

const daysProblem = "must be a whole number of days, 1 to 36500";
const daysSchema = z.coerce
  .number(daysProblem)
  .int(daysProblem)
  .min(1, daysProblem)
  .max(36_500, daysProblem)
  .optional();

const environmentSchema = z.object({
  PARLEY_DATA_DIR: z.string().min(1, "must not be empty").default(".data"),
  PARLEY_IM_HOST: z.string().min(1, "must not be empty").default("127.0.0.1"),
  PARLEY_IM_PORT: z.coerce
    .number("must be a port number")
    .int("must be a port number")
    .min(0, "must be a port number")
    .max(65_535, "must be a port number")
    .default(3100),
  PARLEY_IM_APP_ID: z.string("must be set").regex(/^[\w-]{1,64}$/, "must be 1 to 64 letters, digits, _ or -"),
  PARLEY_IM_APP_KEY: key,
  PARLEY_IM_MASTER_KEY: key,
  PARLEY_IM_QUOTAS: quotasSchema.prefault("off"),
  PARLEY_IM_HISTORY_DAYS: daysSchema,
  PARLEY_IM_IDLE_DAYS: daysSchema,
  PARLEY_IM_TRUSTED_PROXIES: proxiesSchema,
});

export type ConfigResult = { ok: true; config: ImServerConfig } | { ok: false; problem: string };

/** Reads the environment; the problem names the variable and never repeats its value. */
export function readConfig(environment: Record<string, string | undefined>): ConfigResult {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
    return { ok: false, problem: problems.join("; ") };
  }
  const values = parsed.data;
  return {
    ok: true,
    config: {
      dataDir: values.PARLEY_DATA_DIR,
      host: values.PARLEY_IM_HOST,
      port: values.PARLEY_IM_PORT,
      keys: {
        appId: values.PARLEY_IM_APP_ID,
        appKey: values.PARLEY_IM_APP_KEY,
        masterKey: values.PARLEY_IM_MASTER_KEY,
      },
      quotas: values.PARLEY_IM_QUOTAS,
      historyDays: values.PARLEY_IM_HISTORY_DAYS,
      idleDays: values.PARLEY_IM_IDLE_DAYS,
      trustedProxies: values.PARLEY_IM_TRUSTED_PROXIES,
    },
  };
}
