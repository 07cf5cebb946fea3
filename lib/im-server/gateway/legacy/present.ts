import type { Push } from "../push";
import type { Session } from "../session";
import { isPeerConversation } from "./peer-conversation";

export type LegacyAnswer = { cmd: string; op?: string; [field: string]: unknown };

/** A push in the words of the JSON protocol; null for what it has no words for. */
export function presentPush({ command }: Push, session: Session): LegacyAnswer | null {
  const { clientId } = session;
  switch (command.cmd) {
    case "direct": {
      const direct = command.directMessage ?? {};
      if (direct.msg === undefined || direct.cid === undefined) return null;
      return {
        cmd: "direct",
        peerId: clientId,
        id: direct.id,
        fromPeerId: direct.fromPeerId,
        msg: direct.msg,
        timestamp: direct.timestamp,
        ...(isPeerConversation(direct.cid) ? {} : { roomId: direct.cid }),
        ...(direct.transient ? { transient: true } : {}),
        ...(direct.offline ? { offline: true } : {}),
      };
    }
    case "conv":
      return presentRoom(command, clientId);
    case "presence":
      return { cmd: "presence", peerId: clientId, ...command.presenceMessage };
    default:
      return null;
  }
}

const roomOps: Record<string, string> = {
  joined: "joined",
  left: "left",
  members_joined: "members-joined",
  members_left: "members-left",
};

function presentRoom(command: Push["command"], peerId: string): LegacyAnswer | null {
  const conv = command.convMessage ?? {};
  const op = command.op === undefined ? undefined : roomOps[command.op];
  if (op === undefined || conv.cid === undefined || isPeerConversation(conv.cid)) return null;
  // Whoever acts has the reply; the same words again would be taken for the reply to the next command.
  if ((op === "joined" || op === "left") && conv.initBy === peerId) return null;
  return {
    cmd: "room",
    op,
    peerId,
    roomId: conv.cid,
    byPeerId: conv.initBy,
    ...(conv.m === undefined ? {} : { roomPeerIds: conv.m }),
  };
}
