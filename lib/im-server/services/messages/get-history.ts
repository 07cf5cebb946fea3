import type { HistoryScope, MessageRow } from "../../store/interface";
import type { ImContext } from "../context";
import { type HistoryInput, historyBounds } from "./history-bounds";

/**
 * A page of one conversation's history, of what a client sent, or of the whole app. An unknown id
 * has no history.
 */
export async function getHistory(
  context: ImContext,
  scope: HistoryScope,
  input: HistoryInput,
): Promise<MessageRow[]> {
  const bounds = historyBounds(input);
  if (bounds.limit === 0) return [];
  return context.store.getHistory({ scope, ...bounds });
}
