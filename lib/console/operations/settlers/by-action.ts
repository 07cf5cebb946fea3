import "server-only";
import {
  settleBroadcast,
  settleBroadcastDelete,
  settleBroadcastEdit,
  settleSubscriberMessage,
} from "./broadcasts";
import { settleKick } from "./clients";
import { settleConversationDelete, settleConversationEdit, settleCreate } from "./conversations";
import { settleClientList, settleMembers, settleMutes, settleRole, settleSubscribers } from "./members";
import { settleEdit, settleRecall } from "./message-changes";
import { settleDelete, settleSend } from "./messages";
import { settleSettings } from "./settings";
import { settleSilence, settleUnsilence } from "./silences";
import type { Settler } from "./verdict";

/** How each action that may be lost on its way is looked up. What is not here cannot be. */
export const settlers: Readonly<Record<string, Settler>> = {
  "message.send": settleSend,
  "message.edit": settleEdit,
  "message.recall": settleRecall,
  "message.delete": settleDelete,
  "conversation.create": settleCreate,
  "conversation.edit": settleConversationEdit,
  "conversation.delete": settleConversationDelete,
  "members.add": settleMembers(true),
  "members.remove": settleMembers(false),
  "member.mute": settleMutes(true),
  "member.unmute": settleMutes(false),
  "member.silence": settleSilence,
  "member.unsilence": settleUnsilence,
  "member.block": settleClientList("blacklists", true),
  "member.unblock": settleClientList("blacklists", false),
  "member.role": settleRole,
  "client.kick": settleKick,
  "subscribers.add": settleSubscribers(true),
  "subscribers.remove": settleSubscribers(false),
  "broadcast.send": settleBroadcast,
  "subscribers.send": settleSubscriberMessage,
  "broadcast.edit": settleBroadcastEdit,
  "broadcast.delete": settleBroadcastDelete,
  "app.settings": settleSettings,
};
