import { route } from "@/lib/api/route";
import { presentApp } from "@/lib/console/apps/present-app";
import { currentCapabilities } from "@/lib/console/apps/refresh-capabilities";
import { createApp } from "@/lib/console/apps/save-app";
import type { ConsoleContext } from "@/lib/console/context";
import type { AppRow } from "@/lib/console/store/tables";
import { createAppSchema } from "@/lib/contracts/apps";

/** Every app, as admins see them. */
export const GET = route({ access: "app.manage" }, async ({ context }) => {
  const query = context.db.selectFrom("apps").selectAll().where("is_active", "=", 1).orderBy("created_at");
  const rows = await query.execute();
  const isAsked = await askNewServers(context, rows);
  return { apps: (isAsked ? await query.execute() : rows).map((row) => presentApp(context, row)) };
});

/** Asks those that were never asked what they can do; whether there were any. */
async function askNewServers(context: ConsoleContext, rows: AppRow[]): Promise<boolean> {
  const unknown = rows.filter((row) => row.capabilities_at === 0);
  await Promise.all(unknown.map((row) => currentCapabilities(context, row)));
  return unknown.length > 0;
}

/** Adds a hosted app. */
export const POST = route(
  {
    access: "app.manage",
    body: createAppSchema,
    change: {
      action: "app.create",
      input: ({ body: { appKey: _appKey, masterKey: _masterKey, ...shown } }) => shown,
    },
  },
  async ({ context, body, target, note }) => {
    const app = await createApp(context, body);
    target({ type: "app", id: app.id, label: app.name, href: "/apps" });
    note({ after: app });
    return { app };
  },
);
