/** The three families of conversation endpoints; most of their endpoints are the same. */
export type ConversationGroup = {
  base: string;
  kind: "normal" | "chatroom" | "service";
};

export const conversationGroup: ConversationGroup = { base: "/1.2/rtm/conversations", kind: "normal" };
export const chatroomGroup: ConversationGroup = { base: "/1.2/rtm/chatrooms", kind: "chatroom" };
export const serviceGroup: ConversationGroup = { base: "/1.2/rtm/service-conversations", kind: "service" };
