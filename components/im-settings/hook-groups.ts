import type { HookName } from "@/lib/protocol/app-settings";

/** The hooks as the form shows them. */
export const hookGroups = [
  { id: "messages", hooks: ["_messageReceived", "_messageSent", "_receiversOffline", "_messageUpdate"] },
  {
    id: "conversations",
    hooks: [
      "_conversationStart",
      "_conversationStarted",
      "_conversationAdd",
      "_conversationAdded",
      "_conversationRemove",
      "_conversationRemoved",
      "_conversationUpdate",
    ],
  },
  { id: "clients", hooks: ["_clientOnline", "_clientOffline", "_rtmClientSign"] },
] as const satisfies readonly { id: string; hooks: readonly HookName[] }[];
