import "server-only";
import type { z } from "zod";
import type { CreatedConversation, createConversationSchema } from "@/lib/contracts/conversations";
import { createConversation, findConversations, getConversation } from "@/lib/leancloud/conversations";
import type { LeanCloud } from "@/lib/leancloud/request";
import { presentConversation } from "./present-conversation";

export type NewConversation = z.output<typeof createConversationSchema>;

/**
 * Creates a conversation. `existing`: a unique one of exactly these members was there already, and
 * is answered as it is.
 */
export async function createNewConversation(
  upstream: LeanCloud,
  input: NewConversation,
): Promise<CreatedConversation> {
  const isNormal = input.kind === "normal";
  const members = [...new Set(input.members)];
  const isUnique = isNormal && input.unique;
  const existingId = isUnique ? await findUnique(upstream, members) : null;
  const id = await createConversation(upstream, input.kind, {
    name: input.name || undefined,
    c: input.creator,
    m: isNormal ? members : undefined,
    unique: isUnique || undefined,
    attr: Object.keys(input.attributes).length > 0 ? input.attributes : undefined,
  });
  const row = await getConversation(upstream, id);
  // A server that reads from a copy may not have the row yet: then what was asked for is answered.
  const conversation = row ?? {
    objectId: id,
    name: input.name,
    c: input.creator,
    m: members,
    attr: input.attributes,
  };
  return { conversation: presentConversation(conversation), existing: existingId === id };
}

async function findUnique(upstream: LeanCloud, members: string[]): Promise<string | null> {
  const where = { unique: true, m: { $all: members, $size: members.length } };
  const found = await findConversations(upstream, {
    where,
    order: "createdAt",
    skip: 0,
    limit: 1,
    count: false,
  });
  return found.results.at(0)?.objectId ?? null;
}
