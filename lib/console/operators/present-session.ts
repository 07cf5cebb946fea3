import "server-only";
import { consolePermissionsOf, isBoundToSenderIds, permissionsOf, roleOn } from "@/lib/auth/permissions";
import type { SignedIn } from "@/lib/auth/sessions";
import { type Session, sessionSchema } from "@/lib/contracts/session";
import { currentCapabilities } from "../apps/refresh-capabilities";
import { parseTextList } from "../apps/text-list";
import type { ConsoleContext } from "../context";

/** The session as pages see it: the operator, and every app they may open with what they may do there. */
export async function presentSession(context: ConsoleContext, who: SignedIn): Promise<Session> {
  const { operator, grants } = who;
  const rows = await context.db
    .selectFrom("apps")
    .selectAll()
    .where("is_active", "=", 1)
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  const apps = await Promise.all(
    rows.map(async (app) => {
      const role = roleOn(grants, app.id);
      if (!role) return null;
      return {
        id: app.id,
        name: app.name,
        kind: app.kind,
        environment: app.environment,
        color: app.color,
        role,
        permissions: permissionsOf(role),
        capabilities: await currentCapabilities(context, app),
        senderIds: isBoundToSenderIds(role) ? parseTextList(app.sender_ids) : [],
        trustedMediaHosts: parseTextList(app.trusted_media_hosts),
      };
    }),
  );
  return sessionSchema.parse({
    operator: {
      id: operator.id,
      email: operator.email,
      name: operator.name,
      locale: operator.locale,
      timeZone: operator.time_zone,
      theme: operator.theme,
      density: operator.density,
      mustChangePassword: operator.must_change_password === 1,
    },
    permissions: consolePermissionsOf(grants),
    apps: apps.filter((app) => app !== null),
  });
}
