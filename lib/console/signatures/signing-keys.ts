import "server-only";
import { isAllowed, type RoleGrant } from "@/lib/auth/permissions";
import { openKeys } from "../apps/open-app";
import type { ConsoleContext } from "../context";
import { KeysUnreadableError } from "../refused-error";
import type { AppRow } from "../store/tables";
import type { SigningKeys } from "./judge-signature";

/** Apps whose keys are tried: staging and production are taken for each other most of all. */
const maxOthers = 20;

/**
 * The keys that a signature of `app` may have been made with: its own, and those of the other apps
 * whose signatures these grants allow to check.
 */
export async function signingKeysFor(
  context: Pick<ConsoleContext, "db" | "keyring">,
  app: AppRow,
  grants: readonly RoleGrant[],
): Promise<SigningKeys> {
  const rows = await context.db
    .selectFrom("apps")
    .selectAll()
    .where("is_active", "=", 1)
    .where("id", "!=", app.id)
    .orderBy("created_at")
    .execute();
  const others = rows
    .filter((row) => isAllowed(grants, "signature.check", row.id))
    .slice(0, maxOthers)
    .flatMap((row) => {
      const masterKey = openMasterKey(context, row);
      return masterKey === null ? [] : [{ name: row.name, appId: row.leancloud_app_id, masterKey }];
    });
  return { ...openKeys(context, app), others };
}

function openMasterKey(context: Pick<ConsoleContext, "keyring">, app: AppRow): string | null {
  try {
    return openKeys(context, app).masterKey;
  } catch (error) {
    if (error instanceof KeysUnreadableError) return null;
    throw error;
  }
}
