import type { FastifyInstance } from "fastify";
import { clientIdsBodySchema } from "@/lib/protocol/rest/conversations";
import type { ImContext } from "../../services/context";
import { listMuted } from "../../services/mutes/list-muted";
import { muteMembers } from "../../services/mutes/mute-members";
import { unmuteMembers } from "../../services/mutes/unmute-members";
import { conversationParams } from "../path-params";
import { presentUpdated } from "../present/conversation";
import { conversationGroup, groupRoute } from "./groups";

/** GET, POST and DELETE of who muted a conversation. */
export function registerMutes(app: FastifyInstance, context: ImContext): void {
  const path = `${conversationGroup.base}/:id/mutes`;

  groupRoute(app, context, conversationGroup, {
    method: "GET",
    path,
    params: conversationParams,
    handle: async ({ params }) => ({ result: await listMuted(context, params.id) }),
  });

  groupRoute(app, context, conversationGroup, {
    method: "POST",
    path,
    params: conversationParams,
    body: clientIdsBodySchema,
    handle: async ({ params, body }) =>
      presentUpdated(await muteMembers(context, params.id, body.client_ids)),
  });

  groupRoute(app, context, conversationGroup, {
    method: "DELETE",
    path,
    params: conversationParams,
    body: clientIdsBodySchema,
    handle: async ({ params, body }) =>
      presentUpdated(await unmuteMembers(context, params.id, body.client_ids)),
  });
}
