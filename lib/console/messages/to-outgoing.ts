import "server-only";
import type { z } from "zod";
import type { sendMessageSchema } from "@/lib/contracts/messages";
import type { StoredKind } from "@/lib/leancloud/conversations";
import type { Outgoing } from "@/lib/leancloud/messages";

/** The call's body for a message; only what the kind of conversation knows is told. */
export function toOutgoing(kind: StoredKind, input: z.output<typeof sendMessageSchema>): Outgoing {
  return {
    from_client: input.from,
    message: input.data,
    to_clients: kind === "service" ? input.toClients : undefined,
    transient: input.transient || undefined,
    no_sync: input.noSync || undefined,
    push_data: input.pushData,
    priority: kind === "chatroom" || input.transient ? input.priority : undefined,
    mention_all: input.mentionAll || undefined,
    mention_client_ids: input.mentions.length > 0 ? input.mentions : undefined,
  };
}
