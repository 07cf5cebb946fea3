import type { FastifyInstance } from "fastify";
import type { ImContext } from "../../services/context";
import { conversationParams } from "../path-params";
import { chatroomGroup, groupRoute } from "./groups";
import { registerMemberList } from "./members";

/** Who is online in a chat room, and how many. */
export function registerChatrooms(app: FastifyInstance, context: ImContext): void {
  registerMemberList(app, context, chatroomGroup);

  groupRoute(app, context, chatroomGroup, {
    method: "GET",
    path: `${chatroomGroup.base}/:id/members/online-count`,
    params: conversationParams,
    handle: ({ params }) => ({ result: context.presence.countInRoom(params.id) }),
  });
}
