import type { FastifyInstance } from "fastify";
import { clientIdsBodySchema } from "@/lib/protocol/rest/conversations";
import type { ImContext } from "../../services/context";
import { listMuted } from "../../services/mutes/list-muted";
import { muteMembers } from "../../services/mutes/mute-members";
import { unmuteMembers } from "../../services/mutes/unmute-members";
import { conversationParams } from "../path-params";
import { presentUpdated } from "../present/conversation";
import { route } from "../route";
import { conversationGroup } from "./groups";

/** GET, POST and DELETE of who muted a conversation. */
export function registerMutes(app: FastifyInstance, context: ImContext): void {
  const path = `${conversationGroup.base}/:id/mutes`;

  route(app, {
    method: "GET",
    path,
    key: "master",
    params: conversationParams,
    handle: async ({ params }) => ({ result: await listMuted(context, params.id) }),
  });

  route(app, {
    method: "POST",
    path,
    key: "master",
    params: conversationParams,
    body: clientIdsBodySchema,
    handle: async ({ params, body }) =>
      presentUpdated(await muteMembers(context, params.id, body.client_ids)),
  });

  route(app, {
    method: "DELETE",
    path,
    key: "master",
    params: conversationParams,
    body: clientIdsBodySchema,
    handle: async ({ params, body }) =>
      presentUpdated(await unmuteMembers(context, params.id, body.client_ids)),
  });
}
