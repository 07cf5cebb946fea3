import { z } from "zod";
import { clientParams } from "@/lib/api/params";
import { route } from "@/lib/api/route";
import { listSubscriptions } from "@/lib/console/clients/list-subscriptions";

const querySchema = z.object({
  before: z
    .string()
    .regex(/^\d{1,16}\.[\w:-]{1,128}$/)
    .optional(),
});

/** The service conversations the client subscribes to, newest subscription first. */
export const GET = route(
  { access: "conversation.read", params: clientParams, query: querySchema },
  ({ upstream, params, query, signal }) => listSubscriptions(upstream, params.clientId, query.before, signal),
);
