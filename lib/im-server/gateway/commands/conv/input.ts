import { ImError } from "../../../services/errors";
import type { KnownConversation } from "../../conversation-cache";
import type { Gateway } from "../../gateway";
import type { Session } from "../../session";
import { temporaryEnd } from "../../temporary";
import type { Outgoing, Wire } from "../../wire/codec";

export type ConvInput = { gateway: Gateway; session: Session; message: Wire<"ConvCommand"> };
export type ConvHandler = (input: ConvInput) => Promise<Outgoing> | Outgoing;

/** The conversation that the command names. @throws ImError 4303 none, or a temporary one that has ended */
export async function requireConversation({ gateway, message }: ConvInput): Promise<KnownConversation> {
  const conversation = message.cid === undefined ? null : await gateway.conversations.get(message.cid);
  if (conversation === null) throw new ImError(4303);
  if (conversation.kind === "temporary" && temporaryEnd(conversation.row) <= gateway.context.now()) {
    throw new ImError(4303);
  }
  return conversation;
}

/** @throws ImError 4317 for who is no member of a conversation that has members */
export function requireMember({ session }: ConvInput, { kind, members }: KnownConversation): void {
  if ((kind === "normal" || kind === "temporary") && !members.has(session.clientId)) throw new ImError(4317);
}

/** Like `requireMember`, but for its creator too, who keeps order there also from outside. @throws ImError 4317 */
export function requireInsider(session: Session, { kind, row, members }: KnownConversation): void {
  const isClosed = kind === "normal" || kind === "temporary";
  if (isClosed && !members.has(session.clientId) && row.creator !== session.clientId) throw new ImError(4317);
}

/** Reads JSON that a command carries. @throws ImError 1 when it is none */
export function parseData(field: Wire<"JsonObjectMessage"> | undefined): unknown {
  if (field?.data === undefined || field.data === "") return {};
  try {
    return JSON.parse(field.data);
  } catch {
    throw new ImError(1, "Malformed JSON.");
  }
}

/** Who acts, for the services' events. */
export function actorOf(session: Session) {
  return { clientId: session.clientId, sessionId: session.id };
}
