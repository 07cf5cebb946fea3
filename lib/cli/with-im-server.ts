import { loadConfig } from "./config-file";
import { prepareDataFolder } from "./data-folder";
import { type Environment, imKeys } from "./environment";
import { lockFolder } from "./folder-lock";
import { createImClient, type ImClient } from "./im-client";
import { startImServer } from "./im-process";
import { loadSettings } from "./load-settings";

/**
 * Gives `work` a client of the embedded IM server: the one that runs already, else one
 * that is started for as long as the work takes.
 */
export async function withImServer<T>(
  work: (client: ImClient, environment: Environment) => Promise<T>,
): Promise<T> {
  const settings = loadSettings(process.env);
  const folder = prepareDataFolder(settings.dataDir);
  const config = loadConfig(folder);
  const address = settings.imUrl ?? `http://127.0.0.1:${settings.imPort}`;
  const environment: Environment = {
    settings,
    config,
    folder,
    consoleHost: settings.consoleHost,
    consolePort: settings.consolePort,
    consoleUrl: settings.consoleUrl ?? `http://localhost:${settings.consolePort}`,
    imPort: settings.imPort,
    imUrl: address,
  };
  const keys = imKeys(settings, config);
  const connect = (url: string): ImClient =>
    createImClient(url, { appId: keys.PARLEY_IM_APP_ID, masterKey: keys.PARLEY_IM_MASTER_KEY });
  if (settings.imUrl !== null || (await isListening(address))) return work(connect(address), environment);
  lockFolder(folder, "im");
  const { child, listening } = startImServer(environment);
  try {
    return await work(connect(await listening), environment);
  } finally {
    await child.stop();
  }
}

async function isListening(address: string): Promise<boolean> {
  return fetch(`${address}/1.1/date`).then(
    () => true,
    () => false,
  );
}
