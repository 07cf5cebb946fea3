import type { Gateway } from "../gateway";
import { tellAppOfPresence } from "../hooks/tell-app";
import { Push } from "../push";
import type { Session } from "../session";

/** Tells the app, and those who watch a client, when it comes and goes. Only the JSON protocol knows of watching. */
export function tellPresence(gateway: Gateway): void {
  gateway.hub.onEnd = (session, cause) => {
    gateway.watchers.drop(session);
    gateway.logins.ended(session, cause);
    keepBroadcasts(gateway, session);
  };
  const { context } = gateway;
  gateway.hub.onRoom = context.roomLog.note;
  gateway.hub.onPresence = (clientId, isOnline, session) => {
    context.presenceLog.note(clientId, isOnline, context.now());
    tellAppOfPresence(gateway, clientId, isOnline, session);
    const status = isOnline ? "on" : "off";
    const push = new Push({ cmd: "presence", presenceMessage: { status, sessionPeerIds: [clientId] } });
    for (const watcher of gateway.watchers.of(clientId)) watcher.push(push);
  };
}

/** However a session ends, what was broadcast to it, and has arrived, does not come again on the next login. */
function keepBroadcasts({ context, log }: Gateway, session: Session): void {
  const { arrivedAt } = session.broadcasts;
  if (arrivedAt === 0) return;
  session.kept = context.store
    .markBroadcasts(session.clientId, arrivedAt)
    .catch((error: unknown) => log.error({ err: error }, "broadcasts were not marked as seen"));
}
