import { uniqueClientIds } from "@/lib/protocol/client-id";
import type { JsonObject } from "@/lib/protocol/json-value";
import { limits } from "@/lib/protocol/limits";
import type { ConversationKind, ConversationRow } from "../../store/interface";
import type { ImContext } from "../context";
import { ImError } from "../errors";
import { type Actor, initiatorOf, masterActor } from "../events";

export type CreateInput = {
  kind: ConversationKind;
  name: string | null;
  creator: string | null;
  members: string[];
  muted: string[];
  unique: boolean;
  fields: JsonObject;
  acl: JsonObject | null;
  actor?: Actor;
  /** A fixed id; the conversation that has it already is found again. */
  objectId?: string;
};

/**
 * Creates a conversation. With `unique`, a normal conversation with exactly these members is found
 * again instead and keeps its own attributes, a temporary one always; chat rooms and service
 * conversations have no members.
 * @throws ImError 4304 above 500 members, 10 of a temporary conversation
 */
export async function createConversation(
  context: ImContext,
  input: CreateInput,
): Promise<{ row: ConversationRow; existing: boolean }> {
  const { actor = masterActor, ...columns } = input;
  const hasMembers = input.kind === "normal" || input.kind === "temporary";
  const members = hasMembers ? uniqueClientIds(input.members) : [];
  const most = input.kind === "temporary" ? limits.temporaryMembers : limits.members;
  if (members.length > most) {
    throw new ImError(4304, `${members.length} members, at most ${most} are allowed.`);
  }
  const created = await context.store.createConversation(
    {
      ...columns,
      members,
      muted: uniqueClientIds(input.muted),
      unique: input.unique && input.kind === "normal",
      by: initiatorOf(actor),
    },
    context.now(),
  );
  context.kinds.set(created.row.objectId, created.row.kind);
  if (!created.existing) context.events.emit({ type: "conversation-created", actor, row: created.row });
  return created;
}
