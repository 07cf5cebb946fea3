import { ImError } from "../../services/errors";
import { TOKEN_TTL } from "../../services/sessions/tokens";
import { endSession } from "../end-session";
import type { Outgoing } from "../wire/codec";
import type { Handler } from "./answer";
import { requireCredentials } from "./session-open";

const MAX_QUERY = 100;

/** close, query and refresh of a session that is open. */
export const answerSession: Handler = async ({ gateway, session, command }): Promise<Outgoing> => {
  const message = command.sessionMessage ?? {};
  switch (command.op) {
    case "close":
      endSession(gateway, session, "closed");
      return { cmd: "session", op: "closed", peerId: session.clientId, sessionMessage: {} };
    case "query": {
      const wanted = (message.sessionPeerIds ?? []).slice(0, MAX_QUERY);
      const onlineSessionPeerIds = gateway.hub.presence.filterOnline(wanted);
      return { cmd: "session", op: "query_result", sessionMessage: { onlineSessionPeerIds } };
    }
    case "refresh": {
      await requireCredentials(gateway, session.clientId, message);
      const st = gateway.context.tokens.issue({
        clientId: session.clientId,
        tag: session.tag,
        deviceId: session.deviceId,
        issuedAt: gateway.context.now(),
      });
      return { cmd: "session", op: "refreshed", sessionMessage: { st, stTtl: TOKEN_TTL / 1000 } };
    }
    default:
      throw new ImError(1, "Unknown session operation.");
  }
};
