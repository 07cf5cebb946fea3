import type { Capability, Permission } from "@/lib/contracts/session";

/** What a role can be allowed in an app, as the card shows it. */
export const permissionGroups = {
  conversations: ["conversation.read", "conversation.create", "conversation.edit", "conversation.delete"],
  messages: ["message.send", "message.edit", "message.recall", "message.delete"],
  members: [
    "member.mute",
    "member.silence",
    "member.block",
    "member.role",
    "client.kick",
    "signature.check",
    "signature.make",
  ],
  service: ["service.create", "service.subscribers", "service.send", "broadcast.send", "broadcast.manage"],
} satisfies Record<string, Permission[]>;

type Group = keyof typeof permissionGroups;
export const groups: Group[] = ["conversations", "messages", "members", "service"];
/** What an IM server can do beyond LeanCloud, in the order of the card. */
export const shownCapabilities: Capability[] = [
  "search",
  "versions",
  "changers",
  "last-messages",
  "client-summary",
  "events",
  "settings",
  "sessions",
  "traces",
  "restrictions",
];
