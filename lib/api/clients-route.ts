import "server-only";
import type { z } from "zod";
import { clientIdsSchema } from "@/lib/contracts/members";
import type { Permission } from "@/lib/contracts/session";
import type { StoredKind } from "@/lib/leancloud/conversations";
import type { LeanCloud } from "@/lib/leancloud/request";
import { requireKind } from "./conversation-place";
import { conversationParams } from "./params";
import { route } from "./route";
import { conversationTarget } from "./targets";

type Config<Kind> = { access: Permission; action: string; kinds: readonly Kind[] };
type Work<Kind, Body> = (
  upstream: LeanCloud,
  where: { kind: Kind; id: string },
  body: Body,
) => Promise<unknown>;

/** A change of clients in the path's conversation, which must be of one of these kinds. */
export function clientsRoute<Kind extends StoredKind>(
  config: Config<Kind>,
  work: Work<Kind, z.output<typeof clientIdsSchema>>,
) {
  return clientsRouteOf(clientIdsSchema, config, work);
}

/** The same, with a body that says more. */
export function clientsRouteOf<Kind extends StoredKind, Body>(
  body: z.ZodType<Body>,
  { access, action, kinds }: Config<Kind>,
  work: Work<Kind, Body>,
) {
  return route(
    { access, params: conversationParams, body, change: { action, target: conversationTarget } },
    async (call) => {
      const kind = await requireKind(call, ...kinds);
      return work(call.upstream, { kind, id: call.params.conversationId }, call.body);
    },
  );
}
