import type { FastifyInstance } from "fastify";
import type { ImContext } from "../../services/context";
import { requireKind } from "../../services/conversations/require-kind";
import { listMembers } from "../../services/members/list-members";
import { conversationParams } from "../path-params";
import { route } from "../route";
import { chatroomGroup } from "./groups";

/** Who is online in a chat room, and how many. */
export function registerChatrooms(app: FastifyInstance, context: ImContext): void {
  const path = `${chatroomGroup.base}/:id/members`;

  route(app, {
    method: "GET",
    path,
    key: "master",
    params: conversationParams,
    async handle({ params }) {
      await requireKind(context, params.id, "chatroom");
      return { result: await listMembers(context, params.id) };
    },
  });

  route(app, {
    method: "GET",
    path: `${path}/online-count`,
    key: "master",
    params: conversationParams,
    async handle({ params }) {
      await requireKind(context, params.id, "chatroom");
      return { result: context.presence.countInRoom(params.id) };
    },
  });
}
