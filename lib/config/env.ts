import "server-only";
import { parseSettings, type Settings } from "./settings";

/** What the console runs with: the settings, complete. */
export type ConsoleEnv = Settings & { secret: string; isProduction: boolean };

/** Raised once at start; its message is one line for each variable that is wrong. */
export class EnvError extends Error {
  override readonly name = "EnvError";
}

/** Reads the console's environment. Throws EnvError; values are never repeated in it. */
export function readEnv(env: Record<string, string | undefined>): ConsoleEnv {
  const parsed = parseSettings(env);
  if (!parsed.ok) throw new EnvError(parsed.problems.join("\n"));
  const settings = parsed.settings;
  const secret = settings.secret;
  if (!secret) throw new EnvError("PARLEY_SECRET must be set (npm start makes and keeps one)");
  if (settings.embedded) {
    const missing = [
      ["PARLEY_IM_APP_ID", settings.imAppId],
      ["PARLEY_IM_APP_KEY", settings.imAppKey],
      ["PARLEY_IM_MASTER_KEY", settings.imMasterKey],
    ].flatMap(([name, value]) => (value ? [] : [name]));
    if (missing.length > 0) throw new EnvError(`${missing.join(", ")} must be set (npm start makes them)`);
  }
  return { ...settings, secret, isProduction: env.NODE_ENV === "production" };
}

/** Where the embedded IM server is found. */
export function embeddedServerUrl(env: Settings): string {
  return env.imUrl ?? `http://127.0.0.1:${env.imPort}`;
}

/** The console's public address without a slash at the end. */
export function consoleUrl(env: Settings): string {
  return (env.consoleUrl ?? `http://localhost:${env.consolePort}`).replace(/\/+$/, "");
}
