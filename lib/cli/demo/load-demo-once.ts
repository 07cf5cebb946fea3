import { z } from "zod";
import { saveConfig } from "../config-file";
import { type Environment, imKeys } from "../environment";
import { createImClient } from "../im-client";
import { loadDemo } from "./load-demo";

const statsSchema = z.looseObject({ conversations: z.number() });

/**
 * Loads the demo workspace on the first run, if it is wanted and the server is still empty.
 * A failure is told and does not keep Parley from starting; one that comes of being stopped is none.
 */
export async function loadDemoOnce(
  environment: Environment,
  imUrl: string,
  stopping: AbortSignal,
): Promise<void> {
  if (environment.config.demo !== "pending") return;
  const keep = (demo: "loaded" | "skipped"): void => {
    environment.config = saveConfig(environment.folder, { ...environment.config, demo });
  };
  if (!environment.settings.demo) return keep("skipped");
  const keys = imKeys(environment.settings, environment.config);
  const client = createImClient(imUrl, {
    appId: keys.PARLEY_IM_APP_ID,
    masterKey: keys.PARLEY_IM_MASTER_KEY,
  });
  try {
    const stats = statsSchema.parse(await client.request("GET", "/parley/1/stats"));
    if (stats.conversations > 0) return keep("skipped");
    const count = await loadDemo(client, environment.consoleUrl);
    keep("loaded");
    console.log(`Demo workspace: ${count} conversations loaded.`);
  } catch (error) {
    if (stopping.aborted) return;
    console.error(
      `parley: the demo workspace could not be loaded: ${error instanceof Error ? error.message : error}`,
    );
  }
}
