import "server-only";
import { createLeanCloud, type LeanCloud } from "@/lib/leancloud/request";
import type { ConsoleContext } from "../context";
import { KeysUnreadableError } from "../refused-error";
import type { AppRow } from "../store/tables";

type Context = Pick<ConsoleContext, "db" | "env" | "keyring">;

/** An app that is there, by its id; null when there is none. */
export async function findApp(context: Pick<Context, "db">, appId: string): Promise<AppRow | null> {
  const row = await context.db
    .selectFrom("apps")
    .selectAll()
    .where("id", "=", appId)
    .where("is_active", "=", 1)
    .executeTakeFirst();
  return row ?? null;
}

/** The app's IM server, with its keys opened. */
export function openApp(context: Context, app: AppRow): LeanCloud {
  return createLeanCloud({
    serverUrl: app.server_url,
    appId: app.leancloud_app_id,
    ...openKeys(context, app),
    policy: addressPolicy(context, app.is_managed === 1),
  });
}

/** The app's two keys in clear. Throws KeysUnreadableError when they were sealed under another secret. */
export function openKeys(context: Pick<Context, "keyring">, app: AppRow) {
  try {
    return {
      appKey: context.keyring.open(app.app_key_sealed, `app-key:${app.id}`),
      masterKey: context.keyring.open(app.master_key_sealed, `master-key:${app.id}`),
    };
  } catch {
    throw new KeysUnreadableError("The app's keys were sealed under another secret.");
  }
}

/** Addresses given by variables are the host's own choice; those that admins type are guarded. */
export function addressPolicy(context: Pick<Context, "env">, isManaged: boolean) {
  const { allowPrivateHosts, isProduction } = context.env;
  return { allowPrivate: isManaged || allowPrivateHosts, allowLoopback: !isProduction };
}
