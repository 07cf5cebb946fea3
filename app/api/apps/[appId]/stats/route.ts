import { appParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { readStats } from "@/lib/console/apps/read-stats";

/** How many clients are online, and how many signed in today. */
export const GET = route({ access: "conversation.read", params: appParams }, ({ upstream, signal }) =>
  readStats(upstream, signal),
);
