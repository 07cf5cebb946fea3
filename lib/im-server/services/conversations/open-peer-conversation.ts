import { createHash } from "node:crypto";
import type { ImContext } from "../context";
import type { Actor } from "../events";
import { createConversation } from "./create-conversation";

/** The id under which the messages of two peers lie: md5 of the sorted ids joined with ":". */
export function peerConversationId(a: string, b: string): string {
  return createHash("md5").update([a, b].sort().join(":")).digest("hex");
}

/** The conversation of two peers, made on the first message; answers its id. */
export async function openPeerConversation(
  context: ImContext,
  from: string,
  to: string,
  actor?: Actor,
): Promise<string> {
  const { row } = await createConversation(context, {
    objectId: peerConversationId(from, to),
    kind: "normal",
    name: null,
    creator: from,
    members: [from, to],
    muted: [],
    unique: false,
    fields: {},
    acl: null,
    actor,
  });
  return row.objectId;
}
