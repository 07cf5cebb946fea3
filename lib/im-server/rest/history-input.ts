import type { HistoryQueryOutput } from "@/lib/protocol/rest/history";
import type { HistoryInput } from "../services/messages/history-bounds";

/** The service's names for a history request's parameters. */
export function toHistoryInput(query: HistoryQueryOutput): HistoryInput {
  return {
    messageId: query.msgid,
    timestamp: query.timestamp,
    tillMessageId: query.till_msgid,
    tillTimestamp: query.till_timestamp,
    includeStart: query.include_start,
    includeStop: query.include_stop,
    reversed: query.reversed,
    limit: query.limit,
  };
}
