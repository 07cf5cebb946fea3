/** What the ids of broadcasts begin with: other messages never do. */
export const broadcastIdPrefix = "sb_";

/** Whether a message id is a broadcast's. */
export function isBroadcastId(messageId: string): boolean {
  return messageId.startsWith(broadcastIdPrefix);
}
