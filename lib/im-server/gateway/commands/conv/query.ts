import { conversationKinds } from "@/lib/protocol/conversation-row";
import { parseOrder, parseWhere, type Where } from "@/lib/protocol/where";
import type { ImContext } from "../../../services/context";
import { findConversations } from "../../../services/conversations/find-conversations";
import { ImError } from "../../../services/errors";
import { getLastMessages } from "../../../services/messages/get-last-messages";
import type { ConversationRow, MessageRow } from "../../../store/interface";
import { presentRow, rowFlags } from "../../present/conversation";
import { temporaryEnd } from "../../temporary";
import type { Outgoing } from "../../wire/codec";
import { inTurn } from "../in-turn";
import { type ConvHandler, type ConvInput, parseData } from "./input";

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 1000;
const DEFAULT_SORT = "-lm";
/** Characters of an answer: a thousand rows of conversations with all their members. */
const MAX_ANSWER = 32 * 1024 * 1024;
const notTemporary: Where = { op: "ne", path: ["conv_type"], value: conversationKinds.temporary };

/**
 * Finds conversations by a `where`, the client's own unless said, or temporary ones by id. Ids that
 * do not exist are simply not among the results.
 * @throws WhereError or StoreError for what cannot be asked (4310)
 */
export const queryConversations: ConvHandler = (input) => inTurn(input.session.link, () => find(input));

async function find(input: ConvInput): Promise<Outgoing> {
  const { message } = input;
  if ((message.tempConvIds ?? []).length > 0)
    return results(await presentAll(input, await findTemporary(input)));
  const limit = Math.min(message.limit ?? DEFAULT_LIMIT, MAX_LIMIT);
  if (limit <= 0) return results([]);
  const { context } = input.gateway;
  const where: Where = { op: "and", items: [await whereOf(input), notTemporary] };
  const order = parseOrder(message.sort || DEFAULT_SORT);
  const query = { where, order, skip: Math.max(0, message.skip ?? 0), limit, count: false };
  const { rows } = await context.crowd(() => findConversations(context, query));
  return results(await presentAll(input, rows));
}

async function whereOf({ gateway, session, message }: ConvInput): Promise<Where> {
  const where = parseData(message.where);
  const isEmpty = where !== null && typeof where === "object" && Object.keys(where).length === 0;
  if (isEmpty) return parseWhere({ m: session.clientId });
  try {
    return parseWhere(await gateway.answerSubQueries(where));
  } catch (error) {
    // An unknown class or too many inner queries have codes of storage, which clients of IM do not know.
    throw error instanceof ImError ? new ImError(4310, error.message) : error;
  }
}

async function findTemporary({ gateway, session, message }: ConvInput): Promise<ConversationRow[]> {
  const ids = (message.tempConvIds ?? []).slice(0, MAX_LIMIT);
  const found = await Promise.all(ids.map((id) => gateway.conversations.get(id)));
  return found.flatMap((conversation) => {
    if (conversation?.kind !== "temporary" || !conversation.members.has(session.clientId)) return [];
    return temporaryEnd(conversation.row) > gateway.context.now() ? [conversation.row] : [];
  });
}

async function presentAll(
  { gateway, session, message }: ConvInput,
  rows: ConversationRow[],
): Promise<Record<string, unknown>[]> {
  const { context } = gateway;
  const flag = message.flag ?? 0;
  const services = rows.filter((row) => row.kind === "service");
  const serviceIds = new Set(services.map(({ objectId }) => objectId));
  const [messages, subscribed] = await Promise.all([
    (flag & rowFlags.lastMessage) === 0 ? [] : lastMessages(context, session.clientId, rows),
    Promise.all(services.map((row) => context.store.getSubscription(row.objectId, session.clientId))),
  ]);
  const joinedAt = new Map(
    subscribed.flatMap((found) => (found ? [[found.conversationId, found.timestamp]] : [])),
  );
  const isFor = ({ conversationId, timestamp }: MessageRow) =>
    !serviceIds.has(conversationId) ||
    timestamp >= (joinedAt.get(conversationId) ?? Number.POSITIVE_INFINITY);
  const lastOf = new Map(messages.filter(isFor).map((last) => [last.conversationId, last]));
  return rows.map((row) =>
    presentRow(row, {
      clientId: session.clientId,
      compact: (flag & rowFlags.compact) !== 0,
      last: lastOf.get(row.objectId) ?? null,
      now: context.now(),
      joinedAt: joinedAt.get(row.objectId),
    }),
  );
}

/** The newest message of each: anybody finds any conversation, but what is said there is for those who may read it. */
async function lastMessages(
  context: ImContext,
  clientId: string,
  rows: ConversationRow[],
): Promise<MessageRow[]> {
  const { store, now } = context;
  const mayRead = async ({ kind, members, objectId }: ConversationRow) => {
    if (kind === "chatroom") return !(await store.isListed("blocks", objectId, clientId, now()));
    return kind === "service" || members.includes(clientId);
  };
  const readable = await Promise.all(rows.map(mayRead));
  return getLastMessages(
    context,
    rows.filter((_row, index) => readable[index]).map(({ objectId }) => objectId),
  );
}

/** @throws ImError 4310 for more than an answer holds */
function results(rows: Record<string, unknown>[]): Outgoing {
  const data = JSON.stringify(rows);
  if (data.length > MAX_ANSWER) throw new ImError(4310, "The answer is too large: ask for fewer at a time.");
  return { cmd: "conv", op: "results", convMessage: { results: { data } } };
}
