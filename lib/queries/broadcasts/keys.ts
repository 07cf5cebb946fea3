import { appKeys } from "../app/keys";

export const broadcastKeys = {
  all: (appId: string) => [...appKeys.all(appId), "broadcasts"] as const,
  lists: (appId: string) => [...broadcastKeys.all(appId), "list"] as const,
  list: (appId: string, conversationId: string | null, page: number) =>
    [...broadcastKeys.lists(appId), conversationId, page] as const,
  check: (appId: string, conversationId: string) =>
    [...broadcastKeys.all(appId), "check", conversationId] as const,
};
