import type { FastifyInstance } from "fastify";
import type { ImContext } from "../../services/context";
import { registerBlacklists } from "./blacklists";
import { registerChatrooms } from "./chatrooms";
import { registerClients } from "./clients";
import { registerConversations } from "./conversations";
import { registerGlobal } from "./global";
import { chatroomGroup, conversationGroup, serviceGroup } from "./groups";
import { registerMemberInfos } from "./member-infos";
import { registerMembers } from "./members";
import { registerMessages } from "./messages";
import { registerMutes } from "./mutes";
import { registerPermanentSilenceds } from "./permanent-silenceds";
import { registerServiceMessages } from "./service-messages";
import { registerSubscribers } from "./subscribers";
import { registerTemporarySilenceds } from "./temporary-silenceds";

/** LeanCloud's IM REST API 1.2, the retired silence, blacklist and member-info endpoints included. */
export function registerV12(app: FastifyInstance, context: ImContext): void {
  for (const group of [conversationGroup, chatroomGroup, serviceGroup]) {
    registerConversations(app, context, group);
    registerBlacklists(app, context, group);
    registerTemporarySilenceds(app, context, group);
    registerPermanentSilenceds(app, context, group);
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
