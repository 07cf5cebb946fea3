import { ApiFailure } from "@/lib/api/api-failure";
import { conversationParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { activitySchema } from "@/lib/contracts/live";

/** Tells the other operators who has this conversation open. Nothing is kept: no change, no audit. */
export const POST = route(
  { access: "conversation.read", params: conversationParams, body: activitySchema },
  async ({ context, params, signedIn, body }) => {
    const isHeard = context.live.reportActivity(params, signedIn, body);
    if (!isHeard) throw new ApiFailure("rate_limited", "Too many reports at once.", { retryAfter: 10 });
    return {};
  },
);
