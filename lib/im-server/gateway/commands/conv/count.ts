import { limits } from "@/lib/protocol/limits";
import { countSubscribers } from "../../../services/subscribers/count-subscribers";
import { type ConvHandler, type ConvInput, requireConversation } from "./input";

const MAX_CONVERSATIONS = 100;

/** How many members; of a chat room, how many are there now. @throws ImError 4303 */
export const countMembers: ConvHandler = async (input) => {
  const { row, kind } = await requireConversation(input);
  return { cmd: "conv", op: "result", convMessage: { cid: row.objectId, count: await count() } };

  async function count(): Promise<number> {
    const { context, hub } = input.gateway;
    if (kind === "chatroom") return hub.presence.countInRoom(row.objectId);
    return kind === "service" ? countSubscribers(context, row.objectId) : row.members.length;
  }
};

/** Some who are in a chat room now, or the members. @throws ImError 4303 */
export const sampleMembers: ConvHandler = async (input) => {
  const { row, kind } = await requireConversation(input);
  const limit = Math.min(input.message.limit || limits.onlineSample, limits.onlineSample);
  const { presence } = input.gateway.hub;
  const m = kind === "chatroom" ? presence.sampleRoom(row.objectId, limit) : row.members.slice(0, limit);
  return { cmd: "conv", op: "result", convMessage: { cid: row.objectId, m } };
};

/** Whether one is a member, in the room, or a subscriber, of each of some conversations. */
export const isMember: ConvHandler = async (input) => {
  const { cids = [], cid } = input.message;
  const wanted = (cid === undefined ? cids : [...cids, cid]).slice(0, MAX_CONVERSATIONS);
  const entries = await Promise.all(wanted.map(async (id) => [id, await belongs(input, id)] as const));
  const data = JSON.stringify(Object.fromEntries(entries));
  return { cmd: "conv", op: "result", convMessage: { results: { data } } };
};

async function belongs({ gateway, session }: ConvInput, conversationId: string): Promise<boolean> {
  const conversation = await gateway.conversations.get(conversationId);
  if (conversation === null) return false;
  if (conversation.kind === "chatroom") return session.room === conversationId;
  if (conversation.kind === "service") {
    return gateway.context.store.isSubscribed(conversationId, session.clientId);
  }
  return conversation.members.has(session.clientId);
}
