import type { FastifyInstance } from "fastify";
import type { ImContext } from "../../services/context";
import { requireKind } from "../../services/conversations/require-kind";
import { type RouteSpec, route } from "../route";

/** The three families of conversation endpoints; most of their endpoints are the same. */
export type ConversationGroup = {
  base: string;
  kind: "normal" | "chatroom" | "service";
};

export const conversationGroup: ConversationGroup = { base: "/1.2/rtm/conversations", kind: "normal" };
export const chatroomGroup: ConversationGroup = { base: "/1.2/rtm/chatrooms", kind: "chatroom" };
export const serviceGroup: ConversationGroup = { base: "/1.2/rtm/service-conversations", kind: "service" };

/**
 * Adds an endpoint about one conversation of a group, with the master key: a conversation of another
 * kind is refused before `handle` runs (4313, 4314 or 4316; 4303 when there is none).
 */
export function groupRoute<Params extends { id: string }, Query = undefined, Body = undefined>(
  app: FastifyInstance,
  context: ImContext,
  group: ConversationGroup,
  spec: Omit<RouteSpec<Params, Query, Body>, "key">,
): void {
  route<Params, Query, Body>(app, {
    ...spec,
    key: "master",
    async handle(input) {
      await requireKind(context, input.params.id, group.kind);
      return spec.handle(input);
    },
  });
}
