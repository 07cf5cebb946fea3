import { uniqueClientIds } from "@/lib/protocol/client-id";
import type { JsonObject } from "@/lib/protocol/json-value";
import { limits } from "@/lib/protocol/limits";
import type { ConversationKind, ConversationRow } from "../../store/interface";
import type { ImContext } from "../context";
import { ImError } from "../errors";

export type CreateInput = {
  kind: ConversationKind;
  name: string | null;
  creator: string | null;
  members: string[];
  muted: string[];
  unique: boolean;
  fields: JsonObject;
  acl: JsonObject | null;
};

/**
 * Creates a conversation. With `unique`, a normal conversation with exactly these members is found
 * again instead and keeps its own attributes; chat rooms and service conversations have no members.
 * @throws ImError 4304 above 500 members
 */
export async function createConversation(
  context: ImContext,
  input: CreateInput,
): Promise<{ row: ConversationRow; existing: boolean }> {
  const members = input.kind === "normal" ? uniqueClientIds(input.members) : [];
  if (members.length > limits.members) {
    throw new ImError(4304, `${members.length} members, at most ${limits.members} are allowed.`);
  }
  const created = await context.store.createConversation(
    {
      ...input,
      members,
      muted: uniqueClientIds(input.muted),
      unique: input.unique && input.kind === "normal",
    },
    context.now(),
  );
  context.kinds.set(created.row.objectId, created.row.kind);
  return created;
}
