import { z } from "zod";
import { appParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { checkBroadcast } from "@/lib/console/broadcasts/check-broadcast";
import { objectIdSchema } from "@/lib/contracts/common";

/** What a broadcast would reach, and how often it may still be done today. */
export const GET = route(
  { access: "broadcast.send", params: appParams, query: z.object({ conversation: objectIdSchema }) },
  ({ context, app, upstream, query, signal }) =>
    checkBroadcast(context, app, upstream, query.conversation, signal),
);
