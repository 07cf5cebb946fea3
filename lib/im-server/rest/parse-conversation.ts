import { z } from "zod";
import { clientIdSchema } from "@/lib/protocol/client-id";
import { applyFieldOps, parseFieldOps } from "@/lib/protocol/field-ops";
import { isJsonObject, type JsonObject } from "@/lib/protocol/json-value";
import type { CreateInput } from "../services/conversations/create-conversation";
import { badRequest } from "../services/errors";
import type { ConversationKind } from "../store/interface";

const flag = z.boolean().nullish();
const flagsSchema = z.looseObject({ sys: flag, tr: flag, unique: flag, temp: flag });
const clients = z.array(clientIdSchema).nullish();
const columnsSchema = z.looseObject({
  name: z.string().nullish(),
  c: clientIdSchema.nullish(),
  m: clients,
  mu: clients,
  attr: z.record(z.string(), z.unknown()).nullish(),
  ACL: z.record(z.string(), z.unknown()).nullish(),
});
const columns = ["name", "c", "m", "mu", "ACL"] as const;

/**
 * Reads a conversation to be created from a storage body: plain values or `__op` operations, which
 * apply to an empty row. `kind` is fixed by the endpoint, or told by the flags `sys` and `tr`.
 * @throws ImError, FieldOpsError or ZodError for what a conversation cannot have
 */
export function parseNewConversation(body: unknown, kind?: ConversationKind): CreateInput {
  const { sys, tr, unique, temp, ...rest } = flagsSchema.parse(body);
  if (sys === true && tr === true) throw badRequest("A conversation cannot be sys and tr at once.");
  if (temp === true) throw badRequest("Temporary conversations are created by clients only.");
  const row = applyFieldOps({}, parseFieldOps(rest)).fields;
  const known = columnsSchema.parse(row);
  return {
    kind: kind ?? kindOf(sys === true, tr === true),
    name: known.name ?? null,
    creator: known.c ?? null,
    members: known.m ?? [],
    muted: known.mu ?? [],
    unique: unique === true,
    fields: customFields(row),
    acl: isJsonObject(row.ACL) ? row.ACL : null,
  };
}

function kindOf(isService: boolean, isChatroom: boolean): ConversationKind {
  if (isService) return "service";
  return isChatroom ? "chatroom" : "normal";
}

function customFields(row: JsonObject): JsonObject {
  const fields = { ...row };
  for (const column of columns) delete fields[column];
  return fields;
}
