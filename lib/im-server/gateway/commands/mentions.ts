import { clientIdSchema } from "@/lib/protocol/client-id";
import { limits } from "@/lib/protocol/limits";

/** Whom a client's message mentions: the first of those that can be clients. Mentions do not count into its size. */
export function mentionsOf(clientIds: readonly string[]): string[] {
  return clientIds.slice(0, limits.recipients).filter((id) => clientIdSchema.safeParse(id).success);
}
