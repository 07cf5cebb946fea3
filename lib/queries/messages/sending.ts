import type { SendMessage } from "@/lib/contracts/messages";
import { getOutbox, type OutboxItem } from "./outbox";
import { confirmArrived, resumeOutbox, sendAgain, sendCalls, sendNew } from "./send";
import { tabId } from "./tab-id";

/** What is sent in a conversation (of a service: to one client) from this tab. */
export function openSending(appId: string, conversationId: string, toClient: string | null) {
  const outbox = getOutbox(appId, conversationId, toClient);
  const calls = sendCalls(appId, conversationId);
  return {
    send: (body: SendMessage, after: number) => sendNew(outbox, calls, body, tabId(), after),
    again: (item: OutboxItem) => sendAgain(outbox, calls, item, tabId()),
    confirm: (item: OutboxItem) => confirmArrived(outbox, calls, item, tabId()),
    resume: () => resumeOutbox(outbox, calls, tabId()),
  };
}
