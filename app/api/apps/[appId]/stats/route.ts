import { appParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { readStats } from "@/lib/console/apps/read-stats";
import { sharedAnswers } from "@/lib/console/apps/shared-answers";
import type { Stats } from "@/lib/contracts/clients";

const share = sharedAnswers<Stats>(25_000);

/** How many clients are online, and how many signed in today. */
export const GET = route({ access: "conversation.read", params: appParams }, (call) =>
  share(call, "", () => readStats(call.upstream)),
);
