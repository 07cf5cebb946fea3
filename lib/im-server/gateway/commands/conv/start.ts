import { z } from "zod";
import { clientIdSchema, uniqueClientIds } from "@/lib/protocol/client-id";
import { applyFieldOps, parseFieldOps } from "@/lib/protocol/field-ops";
import type { JsonObject } from "@/lib/protocol/json-value";
import { type CreateInput, createConversation } from "../../../services/conversations/create-conversation";
import { deleteConversation } from "../../../services/conversations/delete-conversation";
import type { ConversationKind, ConversationRow } from "../../../store/interface";
import { askApp } from "../../hooks/refusal";
import { iso } from "../../present/conversation";
import { enterRoom } from "../../rooms";
import { requireSignature } from "../../signature";
import { temporaryEnd, temporaryTtl, ttlColumn } from "../../temporary";
import type { Outgoing, Wire } from "../../wire/codec";
import { actorOf, type ConvHandler, type ConvInput, parseData } from "./input";

const namedSchema = z.looseObject({
  name: z.string().nullish(),
  attr: z.record(z.string(), z.unknown()).nullish(),
});
/** Columns of a row that clients do not choose. */
const ownColumns = ["name", "c", "m", "mu", "ACL"] as const;

/**
 * Creates a conversation, or finds the unique one of these members again.
 * @throws ImError 4302 signature, 4305 refused by the app, 4304 too many members, 4306 attributes that cannot be
 */
export const startConversation: ConvHandler = async (input) => {
  const { gateway, session, message } = input;
  const members = z.array(clientIdSchema).parse(message.m ?? []);
  await requireStartSignature(input, members);
  const kind = kindOf(message);
  const attributes = readAttributes(message, kind);
  const attr = { ...attributes.fields, name: attributes.name };
  await askApp(gateway, "_conversationStart", { initBy: session.clientId, members, attr }, 4305);
  const creation: CreateInput & { actor: ReturnType<typeof actorOf> } = {
    ...attributes,
    kind,
    creator: session.clientId,
    members: uniqueClientIds([...members, session.clientId]),
    muted: [],
    unique: message.unique ?? false,
    acl: null,
    actor: actorOf(session),
  };
  let created = await createConversation(gateway.context, creation);
  if (created.existing && kind === "temporary" && temporaryEnd(created.row) <= gateway.context.now()) {
    await deleteConversation(gateway.context, created.row.objectId);
    created = await createConversation(gateway.context, creation);
  }
  if (kind === "chatroom") await enterRoom(gateway, session, created.row.objectId);
  return presentStarted(created.row, created.existing);
};

function kindOf(message: Wire<"ConvCommand">): ConversationKind {
  if (message.tempConv) return "temporary";
  return message.transient ? "chatroom" : "normal";
}

function readAttributes(message: Wire<"ConvCommand">, kind: ConversationKind) {
  const body = namedSchema.parse(parseData(message.attr));
  const fields: JsonObject = applyFieldOps({}, parseFieldOps(body)).fields;
  // An operation makes other things than objects of what it finds empty.
  const { name } = namedSchema.parse(fields);
  for (const column of ownColumns) delete fields[column];
  if (kind === "temporary") fields[ttlColumn] = temporaryTtl(message.tempConvTTL);
  return { name: name ?? null, fields };
}

function presentStarted(row: ConversationRow, existing: boolean): Outgoing {
  const ttl = row.fields[ttlColumn];
  return {
    cmd: "conv",
    op: "started",
    convMessage: {
      cid: row.objectId,
      cdate: iso(row.createdAt),
      ...(row.uniqueId === null ? {} : { uniqueId: row.uniqueId }),
      ...(existing ? { existing } : {}),
      ...(row.kind === "chatroom" ? { transient: true } : {}),
      ...(row.kind === "temporary" ? { tempConv: true, tempConvTTL: Number(ttl) } : {}),
    },
  };
}

/** Some SDKs sign the members with the creator among them, some without. */
async function requireStartSignature(input: ConvInput, members: string[]): Promise<void> {
  const { gateway, session, message } = input;
  if (!gateway.context.settings.current.signatures.conversations) return;
  const { clientId } = session;
  const others = members.filter((member) => member !== clientId);
  await requireSignature(gateway, {
    clientId,
    fields: message,
    code: 4302,
    signed: [members, others, [...others, clientId]].map((list) => ({ operation: "start", members: list })),
  });
}
