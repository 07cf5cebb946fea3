import "server-only";
import { type App, appSchema } from "@/lib/contracts/apps";
import type { ConsoleContext } from "../context";
import { KeysUnreadableError } from "../refused-error";
import type { AppRow } from "../store/tables";
import { openKeys } from "./open-app";
import { capabilitiesOf } from "./refresh-capabilities";
import { parseTextList } from "./text-list";

/** The app as its admins see it: of the keys only fingerprints, which cannot be turned back. */
export function presentApp(context: Pick<ConsoleContext, "keyring">, row: AppRow): App {
  const fingerprints = fingerprintsOf(context, row);
  return appSchema.parse({
    id: row.id,
    kind: row.kind,
    name: row.name,
    serverUrl: row.server_url,
    leancloudAppId: row.leancloud_app_id,
    ...fingerprints,
    environment: row.environment,
    color: row.color,
    trustedMediaHosts: parseTextList(row.trusted_media_hosts),
    senderIds: parseTextList(row.sender_ids),
    broadcastDailyLimit: row.broadcast_daily_limit,
    capabilities: row.capabilities_at === 0 ? null : capabilitiesOf(row),
    isManaged: row.is_managed === 1,
    createdAt: row.created_at,
  });
}

/** Empty where the keys cannot be opened any more, so that an admin can still enter them again. */
function fingerprintsOf(context: Pick<ConsoleContext, "keyring">, row: AppRow) {
  const fingerprint = (key: string) => context.keyring.mac(`fingerprint:${key}`).slice(0, 12);
  try {
    const { appKey, masterKey } = openKeys(context, row);
    return { appKeyFingerprint: fingerprint(appKey), masterKeyFingerprint: fingerprint(masterKey) };
  } catch (error) {
    if (!(error instanceof KeysUnreadableError)) throw error;
    return { appKeyFingerprint: "", masterKeyFingerprint: "" };
  }
}
