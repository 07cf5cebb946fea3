import "server-only";
import { createLeanCloud, type LeanCloud } from "@/lib/leancloud/request";
import type { ConsoleContext } from "../context";
import { KeysUnreadableError } from "../refused-error";
import type { Keyring } from "../secrets/keyring";
import type { AppRow } from "../store/tables";

type Context = Pick<ConsoleContext, "env" | "keyring">;

/** An app that is there, by its id; null when there is none. */
export function findApp(context: Pick<ConsoleContext, "lookups">, appId: string): AppRow | null {
  return context.lookups.app(appId) ?? null;
}

// Opening keys derives and decrypts; what they say stays the same until the row changes.
const opened = new WeakMap<Keyring, Map<string, { row: string; upstream: LeanCloud }>>();
const maxOpened = 200;

/** The app's IM server, with its keys opened. */
export function openApp(context: Context, app: AppRow): LeanCloud {
  const known = opened.get(context.keyring) ?? new Map<string, { row: string; upstream: LeanCloud }>();
  opened.set(context.keyring, known);
  const row = JSON.stringify([
    app.server_url,
    app.leancloud_app_id,
    app.app_key_sealed,
    app.master_key_sealed,
    app.is_managed,
  ]);
  const seen = known.get(app.id);
  if (seen?.row === row) return seen.upstream;
  const upstream = createLeanCloud({
    serverUrl: app.server_url,
    appId: app.leancloud_app_id,
    ...openKeys(context, app),
    policy: addressPolicy(context, app.is_managed === 1),
  });
  if (known.size >= maxOpened) known.clear();
  known.set(app.id, { row, upstream });
  return upstream;
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
