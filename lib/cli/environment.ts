import type { Settings } from "@/lib/config/settings";
import type { Config } from "./config-file";

/** Settings with everything decided: folders absolute, ports free, keys generated. */
export type Environment = {
  settings: Settings;
  config: Config;
  folder: string;
  consolePort: number;
  consoleHost: string;
  consoleUrl: string;
  imPort: number;
  /** Null when no embedded server runs. */
  imUrl: string | null;
  /** Whether the processes' logs are kept to themselves. */
  isQuiet?: boolean;
};

/** What the IM server reads. */
export function imServerEnv({ settings, folder, imPort, config }: Environment): Record<string, string> {
  return {
    PARLEY_DATA_DIR: folder,
    PARLEY_IM_HOST: settings.imHost,
    PARLEY_IM_PORT: String(imPort),
    PARLEY_IM_QUOTAS: settings.imQuotas,
    ...(settings.imHistoryDays === null ? {} : { PARLEY_IM_HISTORY_DAYS: String(settings.imHistoryDays) }),
    ...(settings.imIdleDays === null ? {} : { PARLEY_IM_IDLE_DAYS: String(settings.imIdleDays) }),
    PARLEY_IM_TRUSTED_PROXIES: settings.trustedProxies.join(","),
    ...imKeys(settings, config),
  };
}

/** What the console reads; the secrets reach it only this way. */
export function consoleEnv(environment: Environment): Record<string, string> {
  const { settings, config, folder, consoleUrl, imUrl } = environment;
  const secret = settings.secret ?? config.secret;
  return {
    NEXT_TELEMETRY_DISABLED: "1",
    NEXTAUTH_URL: consoleUrl,
    NEXTAUTH_SECRET: secret,
    PARLEY_DATA_DIR: folder,
    PARLEY_CONSOLE_PORT: String(environment.consolePort),
    PARLEY_CONSOLE_HOST: environment.consoleHost,
    PARLEY_CONSOLE_URL: consoleUrl,
    PARLEY_SECRET: secret,
    PARLEY_EMBEDDED: imUrl ? "1" : "0",
    ...(imUrl ? { PARLEY_IM_URL: imUrl, ...imKeys(settings, config) } : {}),
  };
}

/** The keys of the embedded server: those given by variables, else those generated once. */
export function imKeys(
  settings: Settings,
  config: Config,
): Record<"PARLEY_IM_APP_ID" | "PARLEY_IM_APP_KEY" | "PARLEY_IM_MASTER_KEY", string> {
  return {
    PARLEY_IM_APP_ID: settings.imAppId ?? config.imAppId,
    PARLEY_IM_APP_KEY: settings.imAppKey ?? config.imAppKey,
    PARLEY_IM_MASTER_KEY: settings.imMasterKey ?? config.imMasterKey,
  };
}
