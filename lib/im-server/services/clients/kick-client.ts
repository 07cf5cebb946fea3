import type { ImContext } from "../context";

/** Ends a client's sessions; its tokens and signatures made before are invalid from now on. */
export async function kickClient(context: ImContext, clientId: string, reason: string): Promise<void> {
  await context.store.recordKick(clientId, context.now());
  context.presence.kick(clientId, reason);
}
