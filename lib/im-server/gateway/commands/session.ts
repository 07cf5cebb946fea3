import { ImError } from "../../services/errors";
import { requireSession } from "../../services/sessions/require-session";
import { endSession } from "../end-session";
import type { Gateway } from "../gateway";
import type { Session } from "../session";
import type { Outgoing, Wire } from "../wire/codec";
import type { Handler } from "./answer";
import { issueToken, requireLoginSignature } from "./session-open";

const MAX_QUERY = 100;

/** close, query and refresh of a session that is open. */
export const answerSession: Handler = async ({ gateway, session, command }): Promise<Outgoing> => {
  const message = command.sessionMessage ?? {};
  switch (command.op) {
    case "close":
      await endSession(gateway, session, "closed");
      return { cmd: "session", op: "closed", peerId: session.clientId, sessionMessage: {} };
    case "query": {
      const wanted = (message.sessionPeerIds ?? []).slice(0, MAX_QUERY);
      const onlineSessionPeerIds = gateway.hub.presence.filterOnline(wanted);
      return { cmd: "session", op: "query_result", sessionMessage: { onlineSessionPeerIds } };
    }
    case "refresh": {
      await requireRefresh(gateway, session, message);
      const sessionMessage = issueToken(gateway, session);
      return { cmd: "session", op: "refreshed", sessionMessage };
    }
    default:
      throw new ImError(1, "Unknown session operation.");
  }
};

/**
 * A session that is open has shown who it is: its token may have run out, which is when clients ask
 * for another. Where logins are signed, either the token still holds or a signature comes along.
 * @throws ImError 4102
 */
async function requireRefresh(
  gateway: Gateway,
  { clientId }: Session,
  message: Wire<"SessionCommand">,
): Promise<void> {
  if (!gateway.context.settings.current.signatures.login) return;
  const holds = message.st !== undefined && (await isValid(gateway, clientId, message.st));
  if (!holds) await requireLoginSignature(gateway, clientId, message);
}

function isValid({ context }: Gateway, clientId: string, token: string): Promise<boolean> {
  return requireSession(context, token, clientId).then(
    () => true,
    (error: unknown) => {
      if (error instanceof ImError && error.code === 4112) return false;
      throw error;
    },
  );
}
