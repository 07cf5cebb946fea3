import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hub } from "../gateway/hub";
import { openStore } from "../open-store";
import { buildRest } from "../rest/app";
import type { Endpoint } from "../rest/route";
import { createContext } from "../services/context";
import { testKeys } from "./start-test-server";

/** Every endpoint that the server registers. */
export async function listEndpoints(): Promise<Endpoint[]> {
  const dataDir = await mkdtemp(join(tmpdir(), "parley-endpoints-"));
  const store = await openStore({ dataDir });
  const context = createContext({ keys: testKeys, store, presence: new Hub().presence, quotas: null });
  const { endpoints } = buildRest(context);
  context.changes.close();
  await store.close();
  await rm(dataDir, { recursive: true, force: true });
  return endpoints;
}

/** Whether a path, without its query, is one of the endpoint's. */
export function isPathOf({ path }: Endpoint, given: string): boolean {
  const pattern = path.replaceAll(/:[^/]+/g, "[^/]+");
  return new RegExp(`^${pattern}$`).test(given);
}
