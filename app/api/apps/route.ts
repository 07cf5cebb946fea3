import { route } from "@/lib/api/route";
import { presentApp } from "@/lib/console/apps/present-app";
import { createApp } from "@/lib/console/apps/save-app";
import { createAppSchema } from "@/lib/contracts/apps";

/** Every app, as admins see them. */
export const GET = route({ access: "app.manage" }, async ({ context }) => {
  const rows = await context.db
    .selectFrom("apps")
    .selectAll()
    .where("is_active", "=", 1)
    .orderBy("created_at")
    .execute();
  return { apps: rows.map((row) => presentApp(context, row)) };
});

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
