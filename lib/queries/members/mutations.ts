import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Changed } from "@/lib/contracts/common";
import type { Conversation } from "@/lib/contracts/conversations";
import type { ClientIds, MemberFailure, SetRole, Silence } from "@/lib/contracts/members";
import { clientKeys } from "../clients/keys";
import { conversationKeys } from "../conversations/keys";
import { conversationPath } from "../conversations/queries";
import { apiDelete, apiPost, apiPut } from "../http";
import { operationIdFor } from "../operation-id";
import { settle } from "../operations/settle";
import { memberKeys } from "./keys";

export interface MembersChanged {
  conversation: Conversation;
  failed: MemberFailure[];
}

/** Everything that can be done to members, each as `{ action, ... }`. */
export type MemberChange =
  | ({ action: "add" | "remove" | "mute" | "unmute" | "block" | "unblock" } & ClientIds)
  /** `until`: when it would have ended, null for never; left out where that is not known. */
  | ({ action: "unsilence"; until?: number | null } & ClientIds)
  | ({ action: "silence" } & Silence)
  | ({ action: "role" } & SetRole);

/** Runs one change of membership and renews what it touches. Answers those that failed, if the server said. */
export function useChangeMembers(appId: string, id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (change: MemberChange) => settle(await send(appId, id, change, operationIdFor(change))),
    onSuccess: ({ result }, change) => {
      if (hasConversation(result)) {
        client.setQueryData(conversationKeys.detail(appId, id), result.conversation);
      }
      if (change.action === "add" || change.action === "remove") {
        void client.invalidateQueries({ queryKey: conversationKeys.lists(appId) });
      }
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: memberKeys.all(appId, id) }),
        client.invalidateQueries({ queryKey: clientKeys.restrictions(appId) }),
        client.invalidateQueries({ queryKey: conversationKeys.detail(appId, id) }),
      ]),
  });
}

/** Narrows the answer of adding or removing members. */
export function hasConversation(result: unknown): result is MembersChanged {
  return typeof result === "object" && result !== null && "conversation" in result;
}

function send(appId: string, id: string, change: MemberChange, operationId: string) {
  const path = conversationPath(appId, id);
  const options = { operationId };
  if (change.action === "role") {
    const { clientId, role } = change;
    return apiPut<Changed<unknown>>(`${path}/roles`, { clientId, role }, options);
  }
  const body = { clientIds: change.clientIds };
  switch (change.action) {
    case "add":
      return apiPost<Changed<unknown>>(`${path}/members`, body, options);
    case "remove":
      return apiDelete<Changed<unknown>>(`${path}/members`, body, options);
    case "mute":
      return apiPost<Changed<unknown>>(`${path}/mutes`, body, options);
    case "unmute":
      return apiDelete<Changed<unknown>>(`${path}/mutes`, body, options);
    case "silence":
      return apiPost<Changed<unknown>>(`${path}/silences`, { ...body, seconds: change.seconds }, options);
    case "unsilence":
      return apiDelete<Changed<unknown>>(`${path}/silences`, body, options);
    case "block":
      return apiPost<Changed<unknown>>(`${path}/blocks`, body, options);
    case "unblock":
      return apiDelete<Changed<unknown>>(`${path}/blocks`, body, options);
  }
}
