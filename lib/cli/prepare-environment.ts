import type { Settings } from "@/lib/config/settings";
import { CliError } from "./cli-error";
import { loadConfig } from "./config-file";
import { prepareDataFolder } from "./data-folder";
import type { Environment } from "./environment";
import { lockFolder } from "./folder-lock";
import { loadSettings } from "./load-settings";
import { reservePort } from "./ports";

const anyHosts: ReadonlySet<string> = new Set(["0.0.0.0", "::"]);

/** Which processes are to run. */
export type Parts = { console: boolean; im: boolean };

/**
 * Checks everything that can be wrong before a process is started: variables, data folder, ports.
 * With the console, the IM server is left out when a hosted app or another IM server takes its place.
 * Throws a `CliError` that says what to do.
 */
export async function prepareEnvironment(wanted: Parts): Promise<{ environment: Environment; parts: Parts }> {
  const settings = loadSettings(process.env);
  const isImElsewhere = wanted.console && (!settings.embedded || settings.imUrl !== null);
  const parts = { console: wanted.console, im: wanted.im && !isImElsewhere };
  if (parts.console && parts.im) requireOwnPorts(settings);
  const folder = prepareDataFolder(settings.dataDir);
  if (parts.console) lockFolder(folder, "console");
  if (parts.im) lockFolder(folder, "im");
  const config = loadConfig(folder);
  const { consoleHost } = settings;
  const consolePort = parts.console
    ? await reservePort(consoleHost, settings.consolePort, "PARLEY_CONSOLE_PORT")
    : settings.consolePort;
  const imPort = parts.im
    ? await reservePort(settings.imHost, settings.imPort, "PARLEY_IM_PORT")
    : settings.imPort;
  const environment: Environment = {
    settings,
    config,
    folder,
    consoleHost,
    consolePort,
    consoleUrl: settings.consoleUrl ?? `http://localhost:${consolePort}`,
    imPort,
    imUrl: settings.embedded ? (settings.imUrl ?? `http://127.0.0.1:${imPort}`) : null,
  };
  return { environment, parts };
}

/** Each port is free on its own, so that nobody would notice before the second process listens. */
function requireOwnPorts({ consoleHost, consolePort, imHost, imPort }: Settings): void {
  const isSameHost = consoleHost === imHost || [consoleHost, imHost].some((host) => anyHosts.has(host));
  if (consolePort === 0 || consolePort !== imPort || !isSameHost) return;
  throw new CliError(
    "port_in_use",
    `The console and the IM server cannot both have port ${imPort}. Set PARLEY_CONSOLE_PORT or PARLEY_IM_PORT to another one.`,
  );
}
