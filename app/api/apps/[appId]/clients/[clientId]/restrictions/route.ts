import { z } from "zod";
import { clientParams } from "@/lib/api/params";
import { requireCapability } from "@/lib/api/require-capability";
import { route } from "@/lib/api/route";
import { getRestrictions } from "@/lib/leancloud/restrictions";

const pageSchema = z.object({ next: z.string().max(512).optional() });

/** Where the client is silenced or blocked, and until when. */
export const GET = route(
  { access: "conversation.read", params: clientParams, query: pageSchema },
  async (call) => {
    await requireCapability(call, "restrictions");
    return getRestrictions(call.upstream, call.params.clientId, call.query.next, call.signal);
  },
);
