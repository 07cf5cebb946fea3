import type { Gateway } from "../gateway";
import type { Push } from "../push";
import type { Session } from "../session";
import type { Trace } from "../trace/tracer";
import { nextTurn } from "./next-turn";

/** Receivers served in one turn of the event loop, so that others are not kept waiting. */
const CHUNK = 16;
const SUBSCRIBERS_PAGE = 1000;

/** Sends a push to any number of sessions. */
export async function pushToMany(
  sessions: Iterable<Session>,
  push: Push,
  options: { isWanted?: (session: Session) => boolean; trace?: Trace | null } = {},
): Promise<void> {
  const { isWanted, trace } = options;
  let inTurn = 0;
  // A copy: who enters or leaves meanwhile does not disturb the walk.
  for (const session of [...sessions]) {
    if (isWanted && !isWanted(session)) continue;
    const isSent = session.push(push);
    trace?.push(session.clientId, session.id, isSent);
    inTurn += 1;
    if (inTurn % CHUNK === 0) await nextTurn();
  }
}

/** Sends a push to the sessions of all subscribers of a service conversation. */
export async function pushToSubscribers(
  gateway: Gateway,
  conversationId: string,
  push: Push,
  trace: Trace | null = null,
): Promise<void> {
  for (let after: string | null = null; ; ) {
    const page: { clientId: string }[] = await gateway.context.store.getSubscribers(conversationId, {
      limit: SUBSCRIBERS_PAGE,
      after,
    });
    trace?.countMeant(page.length);
    for (const { clientId } of page) pushToClient(gateway, clientId, push, { trace });
    const last = page.at(-1);
    if (last === undefined || page.length < SUBSCRIBERS_PAGE) return;
    after = last.clientId;
  }
}

/** Sends a push to a client's sessions but one. `who` names the client in the trace. */
export function pushToClient(
  gateway: Gateway,
  clientId: string,
  push: Push,
  options: { trace: Trace | null; who?: number; except?: number | null },
): void {
  const { trace, who = clientId, except } = options;
  for (const session of gateway.hub.of(clientId)) {
    if (session.id === except) continue;
    const isSent = session.push(push);
    trace?.push(who, session.id, isSent);
  }
}
