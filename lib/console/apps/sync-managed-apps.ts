import "server-only";
import { type ConsoleEnv, embeddedServerUrl } from "@/lib/config/env";
import type { ConsoleContext } from "../context";

type ManagedApp = {
  id: string;
  kind: "embedded" | "hosted";
  name: string;
  serverUrl: string;
  appId: string;
  appKey: string;
  masterKey: string;
};

/**
 * Makes the apps that variables describe what the variables say: the embedded server and a hosted
 * app. Their names, colours and lists belong to the admins and stay.
 */
export async function syncManagedApps(
  context: Pick<ConsoleContext, "db" | "env" | "keyring">,
): Promise<void> {
  const { db, keyring } = context;
  const wanted = managedApps(context.env);
  await db.transaction().execute(async (trx) => {
    await trx.updateTable("apps").set({ is_active: 0 }).where("is_managed", "=", 1).execute();
    for (const app of wanted) {
      const connection = {
        server_url: app.serverUrl,
        leancloud_app_id: app.appId,
        app_key_sealed: keyring.seal(app.appKey, `app-key:${app.id}`),
        master_key_sealed: keyring.seal(app.masterKey, `master-key:${app.id}`),
        is_active: 1,
        capabilities_at: 0,
      };
      await trx
        .insertInto("apps")
        .values({
          id: app.id,
          kind: app.kind,
          name: app.name,
          environment: "production",
          color: app.kind === "embedded" ? "blue" : "violet",
          trusted_media_hosts: "[]",
          sender_ids: "[]",
          capabilities: "[]",
          broadcast_daily_limit: null,
          is_managed: 1,
          created_at: Date.now(),
          ...connection,
        })
        .onConflict((conflict) => conflict.column("id").doUpdateSet(connection))
        .execute();
    }
  });
}

function managedApps(env: ConsoleEnv): ManagedApp[] {
  const apps: ManagedApp[] = [];
  if (env.embedded && env.imAppId && env.imAppKey && env.imMasterKey) {
    apps.push({
      id: "embedded",
      kind: "embedded",
      name: "Parley",
      serverUrl: embeddedServerUrl(env),
      appId: env.imAppId,
      appKey: env.imAppKey,
      masterKey: env.imMasterKey,
    });
  }
  if (env.hosted) apps.push({ id: "hosted", kind: "hosted", name: "LeanCloud", ...env.hosted });
  return apps;
}
