import { z } from "zod";
import { clientIdSchema, uniqueClientIds } from "@/lib/protocol/client-id";
import { acceptConversation } from "../../services/blocks/accept-conversation";
import { blockClients } from "../../services/blocks/block-clients";
import { listRefused } from "../../services/blocks/list-refused";
import { refuseConversation } from "../../services/blocks/refuse-conversation";
import { unblockClients } from "../../services/blocks/unblock-clients";
import { readList } from "../../services/client-lists/read-list";
import { ImError } from "../../services/errors";
import type { Gateway } from "../gateway";
import { requireRankAbove } from "../roles";
import type { Session } from "../session";
import { requireSignature, type Signed } from "../signature";
import type { Outgoing, Wire } from "../wire/codec";
import type { Handler } from "./answer";
import { requireInsider } from "./conv/input";

const MAX_TARGETS = 20;
type Input = { gateway: Gateway; session: Session; message: Wire<"BlacklistCommand"> };

/**
 * Block lists: a conversation's of clients (`srcCid`), and a client's own of conversations.
 * @throws ImError 4544 switched off, 4303, 4317, 4320, 4543 full, 4546 signature
 */
export const answerBlacklist: Handler = ({ gateway, session, command }) => {
  if (!gateway.context.settings.current.features.blacklist) throw new ImError(4544);
  const input = { gateway, session, message: command.blacklistMessage ?? {} };
  switch (command.op) {
    case "block":
    case "unblock":
      return input.message.srcCid === undefined
        ? changeOwn(input, command.op)
        : changeOfConversation(input, input.message.srcCid, command.op);
    case "query":
      return query(input);
    case "check_block":
      return check(input);
    default:
      throw new ImError(1, "Unknown block list operation.");
  }
};

async function changeOfConversation(
  { gateway, session, message }: Input,
  srcCid: string,
  op: "block" | "unblock",
): Promise<Outgoing> {
  const { context } = gateway;
  const clients = uniqueClientIds(z.array(clientIdSchema).parse(message.toPids ?? []));
  const conversation = await gateway.conversations.get(srcCid);
  if (conversation === null) throw new ImError(4303);
  const signed: Signed = { operation: op, conversationId: srcCid, members: clients };
  await requireBlockSignature({ gateway, session, message }, signed);
  await requireRankAbove(gateway, conversation, session.clientId, clients);
  const actor = { clientId: session.clientId, sessionId: session.id };
  if (op === "block") await blockClients(context, srcCid, clients, actor);
  else await unblockClients(context, srcCid, clients, actor);
  return { cmd: "blacklist", op: `${op}ed`, blacklistMessage: { srcCid, allowedPids: clients } };
}

async function changeOwn({ gateway, session, message }: Input, op: "block" | "unblock"): Promise<Outgoing> {
  const change = op === "block" ? refuseConversation : acceptConversation;
  for (const conversationId of (message.toCids ?? []).slice(0, MAX_TARGETS)) {
    const signed: Signed = { operation: `client-${op}`, conversationId };
    await requireBlockSignature({ gateway, session, message }, signed);
    await change(gateway.context, session.clientId, conversationId);
  }
  return { cmd: "blacklist", op: `${op}ed`, blacklistMessage: { srcPid: session.clientId } };
}

async function query({ gateway, session, message }: Input): Promise<Outgoing> {
  const page = { limit: message.limit || undefined, next: message.next || undefined };
  if (message.srcCid === undefined) {
    const { conversationIds, next } = await listRefused(gateway.context, session.clientId, page);
    return queried({ srcPid: session.clientId, blockedCids: conversationIds, ...nextOf(next) });
  }
  await requireListReader(gateway, session, message.srcCid);
  const { clientIds, next } = await readList(gateway.context, "blocks", message.srcCid, page);
  return queried({ srcCid: message.srcCid, blockedPids: clientIds, ...nextOf(next) });
}

function queried(blacklistMessage: Wire<"BlacklistCommand">): Outgoing {
  return { cmd: "blacklist", op: "query_result", blacklistMessage };
}

function nextOf(next: string | null): { next?: string } {
  return next === null ? {} : { next };
}

async function check({ gateway, session, message }: Input): Promise<Outgoing> {
  const { store, now } = gateway.context;
  const { srcCid = "", toPids = [] } = message;
  await requireListReader(gateway, session, srcCid);
  const clients = toPids.slice(0, MAX_TARGETS);
  const listed = await Promise.all(clients.map((client) => store.isListed("blocks", srcCid, client, now())));
  const blockedPids = clients.filter((_client, index) => listed[index] === true);
  return { cmd: "blacklist", op: "check_result", blacklistMessage: { srcCid, blockedPids } };
}

/** @throws ImError 4303, 4317: whom a conversation has blocked is no stranger's business */
async function requireListReader(gateway: Gateway, session: Session, conversationId: string): Promise<void> {
  const conversation = await gateway.conversations.get(conversationId);
  if (conversation === null) throw new ImError(4303);
  requireInsider(session, conversation);
}

async function requireBlockSignature({ gateway, session, message }: Input, signed: Signed): Promise<void> {
  if (!gateway.context.settings.current.signatures.blacklist) return;
  const { clientId } = session;
  await requireSignature(gateway, { clientId, fields: message, code: 4546, signed: [signed] });
}
