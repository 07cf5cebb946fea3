import type { Message } from "@/lib/contracts/messages";
import type { Capability, Permission } from "@/lib/contracts/session";

export const messageActions = [
  "copyText",
  "copyLink",
  "mention",
  "raw",
  "delivery",
  "versions",
  "audit",
  "edit",
  "recall",
  "delete",
] as const;
export type MessageAction = (typeof messageActions)[number];

/** What can be done with a message: only what the role and the message's kind allow. */
export function allowedActions(
  message: Message,
  rights: {
    can: (permission: Permission) => boolean;
    capabilities: readonly Capability[];
    /** There is where to write it. */
    mayMention: boolean;
    /** It went to all of a service conversation's subscribers: changing it takes more. */
    isForAll?: boolean;
  },
): MessageAction[] {
  const { kind } = message.payload;
  const isRecalled = kind === "recalled";
  const mayChange = (permission: Permission) =>
    rights.can(permission) && (!rights.isForAll || rights.can("broadcast.manage"));
  const allowed: Record<MessageAction, boolean> = {
    copyText: messageText(message) !== null,
    copyLink: true,
    mention: rights.mayMention,
    raw: true,
    delivery: true,
    versions: rights.capabilities.includes("versions") && message.patchTimestamp !== null,
    audit: rights.can("audit.read"),
    edit: mayChange("message.edit") && !isRecalled && kind !== "binary",
    recall: mayChange("message.recall") && !isRecalled,
    delete: mayChange("message.delete"),
  };
  return messageActions.filter((action) => allowed[action]);
}

/** The words of a message, to copy. */
export function messageText(message: Message): string | null {
  const { payload } = message;
  return "text" in payload && payload.text !== null && payload.text !== "" ? payload.text : null;
}
