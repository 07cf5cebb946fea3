import { appParams } from "@/lib/api/params";
import { requireCapability } from "@/lib/api/require-capability";
import { route } from "@/lib/api/route";
import { presentSettingsChange } from "@/lib/console/im-settings/present-settings-change";
import { digestOf, saveImSettings } from "@/lib/console/im-settings/save-im-settings";
import { type ImSettings, putImSettingsSchema } from "@/lib/contracts/im-settings";
import { getSettings } from "@/lib/leancloud/settings";

/** What the app's IM server asks of clients, allows and tells: signatures, features, hooks, words. */
export const GET = route({ access: "app.manage", params: appParams }, async (call): Promise<ImSettings> => {
  await requireCapability(call, "settings");
  return getSettings(call.upstream, call.signal);
});

/** Changes all of them, unless somebody else has meanwhile. */
export const PUT = route(
  {
    access: "app.manage",
    params: appParams,
    body: putImSettingsSchema,
    change: {
      action: "app.settings",
      target: ({ app }) => ({
        type: "app",
        id: app.id,
        label: app.name,
        href: `/apps/${encodeURIComponent(app.id)}/settings`,
      }),
      input: ({ body }) => ({ revision: body.revision, digest: digestOf(body.settings) }),
    },
  },
  async (call): Promise<ImSettings> => {
    await requireCapability(call, "settings");
    const { before, after } = await saveImSettings(call.upstream, call.body);
    call.note(presentSettingsChange(before, after));
    return after;
  },
);
