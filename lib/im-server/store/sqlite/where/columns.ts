import { kindNumbers } from "../conversation-rows";
import { listNumbers } from "../list-numbers";

/** How a column of the storage API lies in the tables. */
export type Column =
  | { type: "text"; sql: string }
  | { type: "time"; sql: string }
  | { type: "number"; sql: string }
  /** True when the SQL condition holds. */
  | { type: "flag"; sql: string }
  /** Client ids; `rows` selects (owner, client) pairs and `order` their order. */
  | { type: "clients"; owner: string; rows: string; order: string; size: string }
  /** JSON text; the rest of the path leads into it. */
  | { type: "json"; sql: string };

/** The columns that are not JSON, and where the rest lies. Row alias is `c`. */
export type TableColumns = { table: string; known: ReadonlyMap<string, Column>; custom: string; acl: string };

export const conversationColumns: TableColumns = {
  table: "conversations",
  custom: "c.fields",
  acl: "c.acl",
  known: new Map<string, Column>([
    ["objectId", { type: "text", sql: "c.object_id" }],
    ["name", { type: "text", sql: "c.name" }],
    ["c", { type: "text", sql: "c.creator" }],
    ["uniqueId", { type: "text", sql: "c.unique_key" }],
    ["createdAt", { type: "time", sql: "c.created_at" }],
    ["updatedAt", { type: "time", sql: "c.updated_at" }],
    ["lm", { type: "time", sql: "c.last_message_at" }],
    ["conv_type", { type: "number", sql: "+c.kind" }],
    ["tr", { type: "flag", sql: `+c.kind = ${kindNumbers.chatroom}` }],
    ["sys", { type: "flag", sql: `+c.kind = ${kindNumbers.service}` }],
    ["temp", { type: "flag", sql: `+c.kind = ${kindNumbers.temporary}` }],
    ["unique", { type: "flag", sql: "c.is_unique = 1" }],
    [
      "m",
      {
        type: "clients",
        owner: "conversation",
        rows: "members",
        order: "x.position",
        size: "c.member_count",
      },
    ],
    [
      "mu",
      {
        type: "clients",
        owner: "conversation",
        rows: `(SELECT id, conversation, client FROM client_lists WHERE list = ${listNumbers.mutes})`,
        order: "x.id",
        size: `(SELECT count(*) FROM client_lists WHERE list = ${listNumbers.mutes} AND conversation = c.id)`,
      },
    ],
  ]),
};

export const objectColumns: TableColumns = {
  table: "objects",
  custom: "c.fields",
  acl: "c.acl",
  known: new Map<string, Column>([
    ["objectId", { type: "text", sql: "c.object_id" }],
    ["createdAt", { type: "time", sql: "c.created_at" }],
    ["updatedAt", { type: "time", sql: "c.updated_at" }],
  ]),
};
