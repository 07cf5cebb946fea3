import type { ReceiverReason, ReceiverState } from "@/lib/protocol/rest/traces";
import type { ReceiverFacts } from "../../store/trace-interface";
import type { TraceBody } from "./trace-body";

/** What was noted of one receiver when the message was sent. */
export type Noted = {
  clientId: string;
  isSender: boolean;
  hasMuted: boolean;
  /** Its sessions; below zero those that did not get it. */
  sessions: number[];
  /** Why it did not get it although it belongs there. */
  excluded: ReceiverReason | null;
};

export type Verdict = { state: ReceiverState; reason: ReceiverReason | null; since: number | null };

/** What became of the message for a receiver, from what was noted and what is known since. */
export function judgeReceiver(noted: Noted, facts: ReceiverFacts): Verdict {
  if (facts.isRead && !noted.isSender) return plain("read");
  if (facts.isReceived && !noted.isSender) return plain("received");
  if (noted.sessions.some((session) => session > 0)) return plain("pushed");
  if (noted.sessions.length > 0) return plain("failed");
  if (noted.excluded !== null) return { state: "excluded", reason: noted.excluded, since: null };
  return plain("offline");
}

/** Why a client that was not a member then did not get it. */
export function judgeStranger(facts: ReceiverFacts, timestamp: number): Verdict {
  const { joinedAt, blockedAt, refusedAt } = facts;
  if (blockedAt !== null && blockedAt <= timestamp) return absent("blocked", blockedAt);
  if (refusedAt !== null && refusedAt <= timestamp) return absent("refused", refusedAt);
  if (joinedAt !== null && joinedAt > timestamp) return absent("joined-later", joinedAt);
  return absent("not-member", null);
}

/** About one of a crowd that is not among those named. `isWhole`: everyone who was there is named. */
export function judgeOneOfCrowd(
  scope: TraceBody["scope"],
  isWhole: boolean,
  facts: ReceiverFacts,
  timestamp: number,
): Verdict {
  if (facts.isRead) return plain("read");
  if (facts.isReceived) return plain("received");
  if (scope === "subscribers") {
    const stranger = judgeStranger(facts, timestamp);
    if (facts.joinedAt === null || facts.joinedAt > timestamp) {
      return stranger.reason === "not-member" ? absent("not-subscribed", null) : stranger;
    }
  }
  if (scope === "room" && isWhole) return absent("not-in-room", null);
  return isWhole || facts.wasOnline === false ? plain("offline") : plain("unknown");
}

/** Of a message that nothing was noted of. */
export function judgeByMarks(facts: ReceiverFacts): Verdict {
  return plain(facts.isRead ? "read" : facts.isReceived ? "received" : "unknown");
}

function plain(state: ReceiverState): Verdict {
  return { state, reason: null, since: null };
}

function absent(reason: ReceiverReason, since: number | null): Verdict {
  return { state: "absent", reason, since };
}
