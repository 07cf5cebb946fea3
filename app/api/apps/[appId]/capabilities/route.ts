import { appParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { currentCapabilities } from "@/lib/console/apps/refresh-capabilities";

/** What the app's server can do beyond LeanCloud. */
export const GET = route({ access: "conversation.read", params: appParams }, async ({ context, app }) => ({
  capabilities: await currentCapabilities(context, app),
}));
