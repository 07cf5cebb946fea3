import { z } from "zod";
import { temporaryIdPrefix } from "./temporary-id";

/** The four kinds of conversation with LeanCloud's `conv_type` numbers. */
export const conversationKinds = { normal: 1, chatroom: 2, service: 3, temporary: 4 } as const;
export type ConversationKind = keyof typeof conversationKinds;

/** Columns that the server keeps itself: never custom attributes. */
export const reservedColumns = [
  "objectId",
  "createdAt",
  "updatedAt",
  "ACL",
  "name",
  "c",
  "m",
  "mu",
  "lm",
  "tr",
  "sys",
  "unique",
  "uniqueId",
  "attr",
  "conv_type",
  "temp",
] as const;

export { temporaryIdPrefix };

/** A storage Date. */
export const wireDateSchema = z.object({ __type: z.literal("Date"), iso: z.string() });

const clientIds = z.array(z.string()).nullish().catch(null);
const flag = z.boolean().nullish().catch(null);
const label = z.string().nullish().catch(null);

/**
 * A conversation as LeanCloud's REST gives it (`_Conversation` rows, 1.1 and 1.2 alike). Tolerant
 * on read: only the id is required, wrong types of known columns read as absent, custom columns
 * stay at the top level. Both sides use it: the server presents it, the console parses with it.
 */
export const conversationWireSchema = z.looseObject({
  objectId: z.string(),
  createdAt: z.string().optional().catch(undefined),
  updatedAt: z.string().optional().catch(undefined),
  name: label,
  /** The creator's client id. */
  c: label,
  m: clientIds,
  mu: clientIds,
  tr: flag,
  sys: flag,
  unique: flag,
  uniqueId: label,
  /** When the last message was sent; storage rows say a Date, some 1.2 replies a string. */
  lm: z.union([wireDateSchema, z.string()]).nullish().catch(null),
  attr: z.record(z.string(), z.unknown()).nullish().catch(null),
  ACL: z.unknown().optional(),
  conv_type: z.number().nullish().catch(null),
  temp: flag,
});
export type ConversationWire = z.infer<typeof conversationWireSchema>;

/** Which kind of conversation a row is, by `conv_type`, else by its flags and id. */
export function conversationKindOf(row: ConversationWire): ConversationKind {
  if (row.objectId.startsWith(temporaryIdPrefix) || row.temp === true || row.conv_type === 4)
    return "temporary";
  if (row.sys === true || row.conv_type === 3) return "service";
  if (row.tr === true || row.conv_type === 2) return "chatroom";
  return "normal";
}

/** The custom columns of a row: everything at its top level that is not reserved. */
export function customColumnsOf(row: ConversationWire): Record<string, unknown> {
  const reserved: ReadonlySet<string> = new Set(reservedColumns);
  return Object.fromEntries(Object.entries(row).filter(([column]) => !reserved.has(column)));
}

/** When the last message was sent, in milliseconds; null when never or unknown. */
export function lastMessageAtOf(row: ConversationWire): number | null {
  if (row.lm === null || row.lm === undefined) return null;
  const time = Date.parse(typeof row.lm === "string" ? row.lm : row.lm.iso);
  return Number.isNaN(time) ? null : time;
}
