import type { SendBroadcast } from "@/lib/contracts/broadcasts";
import type { Changed } from "@/lib/contracts/common";
import type { SendMessage, SentMessage } from "@/lib/contracts/messages";
import { appPath } from "../app/keys";
import { apiPost } from "../http";

/** What the compose page sends, and by which of the console's two doors. */
export type Announcement =
  | { type: "broadcast"; body: SendBroadcast }
  | { type: "clients"; conversationId: string; body: SendMessage };

/** Sends it as the operation of the given id: the same id again never sends twice. */
export function sendAnnouncement(
  appId: string,
  announcement: Announcement,
  operationId: string,
): Promise<Changed<SentMessage>> {
  const path =
    announcement.type === "broadcast"
      ? appPath(appId, "broadcasts")
      : appPath(appId, "conversations", announcement.conversationId, "messages");
  return apiPost<Changed<SentMessage>>(path, announcement.body, { operationId });
}
