import type { Gateway } from "./gateway";

/**
 * Asks clients whose token is old to come anew, which gives them another one: JavaScript has no other way to one that
 * lasts, and could not come back without.
 */
export function renewTokens({ context, hub }: Gateway): void {
  const now = context.now();
  for (const session of hub.all()) {
    if (session.renewAt > now) continue;
    // Once: there are clients that do not listen to this.
    session.renewAt = Number.POSITIVE_INFINITY;
    hub.sendAway(session);
  }
}
