import type { FastifyInstance } from "fastify";
import type { ImContext } from "../../services/context";
import { registerChatrooms } from "./chatrooms";
import { registerClientLists } from "./client-lists";
import { registerClients } from "./clients";
import { registerConversations } from "./conversations";
import { registerGlobal } from "./global";
import { chatroomGroup, conversationGroup, serviceGroup } from "./groups";
import { registerMemberInfos } from "./member-infos";
import { registerMembers } from "./members";
import { registerMessages } from "./messages";
import { registerMutes } from "./mutes";
import { registerServiceMessages } from "./service-messages";
import { registerSubscribers } from "./subscribers";
import { registerTemporarySilenceds } from "./temporary-silenceds";

/** LeanCloud's IM REST API 1.2, the retired silence, blacklist and member-info endpoints included. */
export function registerV12(app: FastifyInstance, context: ImContext): void {
  for (const group of [conversationGroup, chatroomGroup, serviceGroup]) {
    registerConversations(app, context, group);
    registerTemporarySilenceds(app, context, group);
    registerClientLists(app, context, group);
    registerMemberInfos(app, context, group);
  }
  registerMessages(app, context, conversationGroup);
  registerMessages(app, context, chatroomGroup);
  registerServiceMessages(app, context);
  registerMembers(app, context);
  registerMutes(app, context);
  registerChatrooms(app, context);
  registerSubscribers(app, context);
  registerClients(app, context);
  registerGlobal(app, context);
}
