import { z } from "zod";
import { appParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { listBroadcasts } from "@/lib/console/broadcasts/list-broadcasts";
import { objectIdSchema } from "@/lib/contracts/common";

const querySchema = z.object({
  conversation: objectIdSchema.optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});

/** Broadcasts that are still valid, newest first. */
export const GET = route(
  { access: "conversation.read", params: appParams, query: querySchema },
  ({ upstream, query, signal }) => listBroadcasts(upstream, query, signal),
);
