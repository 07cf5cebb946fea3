import { appParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { presentApp } from "@/lib/console/apps/present-app";
import { deleteApp, updateApp } from "@/lib/console/apps/save-app";
import { updateAppSchema } from "@/lib/contracts/apps";

const appTarget = ({ app }: { app: { id: string; name: string } }) => ({
  type: "app",
  id: app.id,
  label: app.name,
  href: "/apps",
});

/** One app, as admins see it. */
export const GET = route({ access: "app.manage", params: appParams }, async ({ context, app }) => ({
  app: presentApp(context, app),
}));

/** Changes an app; keys left out stay as they are. */
export const PATCH = route(
  {
    access: "app.manage",
    params: appParams,
    body: updateAppSchema,
    change: {
      action: "app.edit",
      target: appTarget,
      input: ({ body: { appKey, masterKey, ...shown } }) => ({
        ...shown,
        ...(appKey === undefined ? {} : { appKey: "changed" }),
        ...(masterKey === undefined ? {} : { masterKey: "changed" }),
      }),
    },
  },
  async ({ context, params, body, note }) => {
    const { before, after } = await updateApp(context, params.appId, body);
    note({ before, after });
    return { app: after };
  },
);

/** Takes the app off the console; nothing happens on its server. */
export const DELETE = route(
  { access: "app.manage", params: appParams, change: { action: "app.delete", target: appTarget } },
  async ({ context, params, note }) => {
    note({ before: await deleteApp(context, params.appId) });
    return null;
  },
);
