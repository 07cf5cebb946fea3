import { liveStream, requireListening } from "@/lib/api/live-stream";
import { route } from "@/lib/api/route";
import { liveQuerySchema } from "@/lib/contracts/live";

/** What happens in these apps, as it happens. */
export const GET = route(
  { access: "signed-in", query: liveQuerySchema, authorise: requireListening },
  async (call) => liveStream(call),
);
