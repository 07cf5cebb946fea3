import { route } from "@/lib/api/route";
import { addressPolicy } from "@/lib/console/apps/open-app";
import { testConnection } from "@/lib/console/apps/test-connection";
import { appConnectionSchema } from "@/lib/contracts/apps";

/** Tries a connection that is not kept yet. */
export const POST = route({ access: "app.manage", body: appConnectionSchema }, async (call) => {
  const test = await testConnection(call.body, addressPolicy(call.context, false));
  const { serverUrl, leancloudAppId } = call.body;
  await call.audit({
    action: "app.test",
    result: test.ok ? "succeeded" : "failed",
    target: { type: "app", id: leancloudAppId, label: serverUrl, href: null },
    details: { input: { serverUrl, leancloudAppId }, failedAt: test.steps.find((step) => !step.ok)?.step },
  });
  return test;
});
