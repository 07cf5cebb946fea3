import { applyFieldOps, type FieldOps, FieldOpsError } from "@/lib/protocol/field-ops";
import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/protocol/json-value";
import { StoreError } from "../errors";
import type { ConversationRow } from "../interface";

/** Storage keeps the first so many members when a write goes beyond. */
export const maxStoredMembers = 500;

export type ConversationChange = {
  name: string | null;
  creator: string | null;
  members: string[];
  muted: string[];
  fields: JsonObject;
  acl: JsonValue | null;
  changed: string[];
};

function readText(value: JsonValue | undefined, column: string): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== "string") throw new StoreError("invalid-operation", `${column} must be a string`);
  return value;
}

function readClients(value: JsonValue | undefined, column: string): string[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new StoreError("invalid-operation", `${column} must be an array`);
  const clients = value.map((item) => {
    if (typeof item !== "string" || item === "") {
      throw new StoreError("invalid-operation", `${column} must hold client ids`);
    }
    return item;
  });
  return [...new Set(clients)];
}

function readObject(value: JsonValue | undefined, column: string): JsonObject | null {
  if (value === undefined || value === null) return null;
  if (!isJsonObject(value)) throw new StoreError("invalid-operation", `${column} must be an object`);
  return value;
}

/** Runs the operations on a row; what does not fit its values is a StoreError. */
export function apply(fields: JsonObject, ops: FieldOps): { fields: JsonObject; changed: string[] } {
  try {
    return applyFieldOps(fields, ops);
  } catch (error) {
    if (error instanceof FieldOpsError) throw new StoreError("invalid-operation", error.message);
    throw error;
  }
}

/** What a conversation becomes by these operations. `fields` holds the row's custom columns. */
export function changeConversation(
  row: ConversationRow,
  fields: JsonObject,
  acl: JsonValue | null,
  ops: FieldOps,
): ConversationChange {
  const columns: JsonObject = {
    ...fields,
    name: row.name,
    c: row.creator,
    m: row.members,
    mu: row.muted,
    ACL: acl,
  };
  const result = apply(columns, ops);
  const { name, c, m, mu, ACL, ...custom } = result.fields;
  if (result.changed.includes("attr")) readObject(custom.attr, "attr");
  return {
    name: readText(name, "name"),
    creator: readText(c, "c"),
    members: readClients(m, "m").slice(0, maxStoredMembers),
    muted: readClients(mu, "mu"),
    fields: custom,
    acl: readObject(ACL, "ACL"),
    changed: result.changed,
  };
}
