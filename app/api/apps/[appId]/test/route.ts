import { appParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { addressPolicy, openKeys } from "@/lib/console/apps/open-app";
import { keepCapabilities } from "@/lib/console/apps/refresh-capabilities";
import { testConnection } from "@/lib/console/apps/test-connection";

/** Tries the connection of an app that is kept. */
export const POST = route({ access: "app.manage", params: appParams }, async (call) => {
  const { app, context } = call;
  const connection = {
    serverUrl: app.server_url,
    leancloudAppId: app.leancloud_app_id,
    ...openKeys(context, app),
  };
  const test = await testConnection(connection, addressPolicy(context, app.is_managed === 1));
  if (test.ok) await keepCapabilities(context, app, test.capabilities);
  await call.audit({
    action: "app.test",
    result: test.ok ? "succeeded" : "failed",
    target: { type: "app", id: app.id, label: app.name, href: "/apps" },
    details: { failedAt: test.steps.find((step) => !step.ok)?.step },
  });
  return test;
});
