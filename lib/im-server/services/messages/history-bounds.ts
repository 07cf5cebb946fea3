import { limits } from "@/lib/protocol/limits";
import type { HistoryBound, HistoryQuery } from "../../store/interface";
import { badRequest } from "../errors";

/** The parameters of a history request, as every door names them after parsing. */
export type HistoryInput = {
  messageId?: string;
  timestamp?: number;
  tillMessageId?: string;
  tillTimestamp?: number;
  includeStart?: boolean;
  includeStop?: boolean;
  reversed?: boolean;
  limit?: number;
};

/** Later than any message: "now" would hide messages of bursts, whose timestamps run ahead. */
const LATEST = 8.64e15;

/**
 * Where to walk. Newest first from `timestamp` (now) down to `tillTimestamp` (0); reversed from
 * `timestamp` (0) up to `tillTimestamp` (now). Bounds are exclusive unless included.
 * @throws ImError 1 when a message id comes without its timestamp
 */
export function historyBounds(
  input: HistoryInput,
): Pick<HistoryQuery, "direction" | "start" | "stop" | "limit"> {
  if (input.messageId !== undefined && input.timestamp === undefined) {
    throw badRequest("timestamp is required with msgid.");
  }
  if (input.tillMessageId !== undefined && input.tillTimestamp === undefined) {
    throw badRequest("till_timestamp is required with till_msgid.");
  }
  const reversed = input.reversed ?? false;
  return {
    direction: reversed ? "newer" : "older",
    start: bound(input.timestamp, input.messageId, input.includeStart, reversed ? 0 : LATEST),
    stop: bound(input.tillTimestamp, input.tillMessageId, input.includeStop, reversed ? LATEST : 0),
    limit: Math.min(input.limit ?? limits.history, limits.historyMax),
  };
}

function bound(
  timestamp: number | undefined,
  messageId: string | undefined,
  inclusive: boolean | undefined,
  unset: number,
): HistoryBound {
  if (timestamp === undefined) return { timestamp: unset, inclusive: true };
  return { timestamp, messageId, inclusive: inclusive ?? false };
}
